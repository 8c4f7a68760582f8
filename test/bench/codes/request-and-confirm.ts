import { createPointbook } from '@pointbook/core';
import type { RecordStore } from '@pointbook/core/store';
import { codes, type Notifier } from '@pointbook/core/codes';
import { type BenchCase, comparedCase, type Progress } from '../bench-case.ts';
import { median } from '../compare.ts';
import { rateInLoops } from '../in-loops.ts';
import { memberCount, memberIdOf, openTill, shop } from '../shop.ts';
import { valueOf } from '../../support/value-of.ts';

const rounds = 7;
const roundMs = 400;
/** Longer than any wait between codes, and than any hold. */
const pauseMs = 20 * 60_000;

/** Requests and confirmations per second, by callers who wait for each answer, as parts of what earning reaches. */
export async function measureCodes(
  name: string,
  store: RecordStore,
  progress: Progress,
  settle: () => Promise<void> = async () => {},
): Promise<BenchCase[]> {
  progress(`${name}: preparing members with a phone and points`);
  const shopWithCodes = openShop(store);
  await shopWithCodes.enrolAll();
  await settle();
  const measured: BenchCase[] = [];
  for (const callers of [64, 1]) {
    progress(`${name}: codes, ${callers} at once`);
    const rates: Record<'earn' | 'request' | 'confirm', number[]> = { earn: [], request: [], confirm: [] };
    for (let round = 0; round <= rounds; round++) {
      shopWithCodes.pause();
      const earn = await rateInLoops(callers, roundMs, shopWithCodes.earn);
      const request = await rateInLoops(callers, roundMs, shopWithCodes.request);
      const confirm = await rateOfAll(callers, shopWithCodes.asked(), shopWithCodes.confirm);
      if (round === 0) continue;
      rates.earn.push(earn);
      rates.request.push(request);
      rates.confirm.push(confirm);
    }
    const named = { store: name, callers };
    const earn = median(rates.earn);
    measured.unshift(
      comparedCase({ ...named, name: 'request vs earn', goal: null }, 'ops/s', median(rates.request), earn),
      comparedCase({ ...named, name: 'confirm vs earn', goal: 0.5 }, 'ops/s', median(rates.confirm), earn),
    );
  }
  await shopWithCodes.close();
  return measured;
}

interface Asked {
  readonly challengeId: string;
  readonly code: string;
}

function openShop(store: RecordStore) {
  let skippedMs = 0;
  let redemptions = 0;
  let queue: Asked[] = [];
  let lastCode = new Map<string, string>();
  const notifier: Notifier = {
    channel: 'sms',
    send: async (message) => {
      if ('code' in message.data) lastCode.set(message.to, message.data.code);
      return { status: 'sent', providerId: null };
    },
  };
  const pointbook = createPointbook({
    program: { ...shop, redeem: { rate: { points: 1, money: 10 }, otp: 'always' } },
    store,
    clock: { now: () => Date.now() + skippedMs },
    plugins: [codes({ notifiers: [notifier], secret: 'only for the benchmarks, not for a shop' })],
    queueLimit: 20_000,
  });
  const till = openTill('codes');
  const phoneOf = (index: number) => `+6281${String(index).padStart(8, '0')}`;
  return {
    enrolAll: async () => {
      const indexes = Array.from({ length: memberCount }, (_, index) => index);
      const enrol = (index: number) => pointbook.enrolMember({ memberId: memberIdOf(index), phone: phoneOf(index) });
      for (const answer of await Promise.all(indexes.map(enrol))) valueOf(answer);
      const staff = { direction: 'add', actor: 'staff-1', reason: 'to spend', idempotencyKey: 'first' } as const;
      const fill = (index: number) =>
        pointbook.adjustPoints({ memberId: memberIdOf(index), points: 1_000_000, ...staff });
      for (const answer of await Promise.all(indexes.map(fill))) valueOf(answer);
    },
    pause: () => {
      skippedMs += pauseMs;
    },
    earn: async () => void valueOf(await pointbook.saveInvoice(till())),
    request: async () => {
      const index = redemptions++ % memberCount;
      const redemption = { memberId: memberIdOf(index), redemptionId: `RD-${redemptions}`, points: 10 };
      const { challengeId } = valueOf(await pointbook.codes.requestRedemption(redemption));
      queue.push({ challengeId, code: lastCode.get(phoneOf(index)) ?? '' });
    },
    asked: () => {
      const asked = queue;
      queue = [];
      lastCode = new Map();
      return asked;
    },
    confirm: async (answer: Asked) => void valueOf(await pointbook.codes.confirmRedemption(answer)),
    close: async () => valueOf(await pointbook.close()),
  };
}

/** How many of these are done per second by callers who each take the next one. */
async function rateOfAll<Item>(
  callers: number,
  items: readonly Item[],
  call: (item: Item) => Promise<void>,
): Promise<number> {
  const started = performance.now();
  let next = 0;
  const loop = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await call(item);
  };
  await Promise.all(Array.from({ length: callers }, loop));
  return (items.length / (performance.now() - started)) * 1000;
}
