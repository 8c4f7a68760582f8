import { inspect } from 'node:util';
import type { LoadedRows, RecordStore } from '@pointbook/core/store';
import { verify } from '@pointbook/core/verify';
import type { Result, ResultAsync } from 'neverthrow';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  accepted,
  allChannels,
  ayusEmail,
  ayusPhone,
  type Desk,
  hour,
  minute,
  openDesk,
  rejected,
  secret,
  unavailable,
  wrong,
} from '../../support/shops/code-desk.ts';
import { ayu } from '../../support/specification/specification.ts';

/** Everything that anybody but a notifier gets to see. */
interface Seen {
  /** Answers, errors and prints. */
  readonly told: string[];
  /** What the store was given to write, and what it gave; profiles have their addresses. */
  readonly stored: string[];
  /** The values themselves, for a search that goes past JSON. */
  readonly values: unknown[];
}

type Answer = PromiseLike<unknown> | ResultAsync<unknown, unknown>;

function show(value: unknown): string {
  const options = { depth: Number.POSITIVE_INFINITY, showHidden: true, maxArrayLength: null, maxStringLength: null };
  return `${inspect(value, options)}\n${JSON.stringify(value, withErrors) ?? ''}`;
}

function withErrors(_key: string, value: unknown): unknown {
  if (value instanceof Error)
    return Object.fromEntries(Reflect.ownKeys(value).map((key) => [key, Reflect.get(value, key)]));
  return value instanceof Map ? [...value] : value;
}

/** Keeps what goes into a store and comes out of it, without profiles, and without the question who has a phone. */
function watching({ stored }: Seen): (inner: RecordStore) => RecordStore {
  return (inner) => ({
    ...inner,
    transact: (programId, request, decide) => {
      stored.push(show({ ...request, uniques: [] }));
      return inner.transact(programId, request, (rows) => {
        stored.push(show(withoutProfiles(rows)));
        const decided = decide(rows);
        stored.push(
          show(
            'request' in decided
              ? { ...decided.request, uniques: [] }
              : { ...decided.changes, records: decided.changes.records.filter(({ record }) => !isProfile(record)) },
          ),
        );
        return decided;
      });
    },
    rows: new Proxy(inner.rows, {
      get(rows, name) {
        const method = Reflect.get(rows, name) as ((...given: readonly unknown[]) => PromiseLike<unknown>) | undefined;
        if (method === undefined) return undefined; // A store need not have all.
        return (...given: readonly unknown[]) => {
          const answer = method.apply(rows, [...given]);
          const seen = (found: unknown) =>
            name === 'load' ? (found as Result<LoadedRows, unknown>).map(withoutProfiles) : found;
          if (!isOfProfiles(given)) void answer.then((found) => stored.push(show(seen(found))));
          return answer;
        };
      },
    }),
  });
}

function isProfile({ kind }: { readonly kind: string }): boolean {
  return kind === 'profile';
}

/** Whether a page or a list of profiles was asked for. */
function isOfProfiles([, of]: readonly unknown[]): boolean {
  return of === 'profile' || (typeof of === 'object' && of !== null && 'kind' in of && of.kind === 'profile');
}

function withoutProfiles(rows: LoadedRows): LoadedRows {
  const { request, records } = rows;
  return {
    ...rows,
    request: { ...request, uniques: [] },
    records: records.filter((record) => !isProfile(record)),
    uniques: [],
  };
}

/** Everything that is printed by any way, until the test is over. */
function listen({ told }: Seen): void {
  const consoles = (['log', 'info', 'warn', 'error', 'debug', 'trace'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((...said) => void told.push(show(said))),
  );
  const streams = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      told.push(String(text));
      return true;
    }),
  );
  onTestFinished(() => {
    for (const spy of [...consoles, ...streams]) spy.mockRestore();
  });
}

/** A whole life of codes: every verb, every channel, every end, and every way for a message to fail. */
async function live(desk: Desk, { told, values }: Seen): Promise<void> {
  const keep = async (answer: Answer) => {
    const result = await answer;
    values.push(result);
    told.push(show(result));
    return result as { readonly value?: { readonly challengeId: string }; readonly error?: { challengeId: string } };
  };
  const idOf = async (answer: Answer): Promise<string> => {
    const { value, error } = await keep(answer);
    const found = (value ?? error)?.challengeId;
    if (found === undefined) throw new Error(`There is no challenge: ${show(error)}`);
    return found;
  };
  const ledger = desk.ledger();
  const codes: string[] = [];
  const code = () => {
    codes.push(desk.code());
    return desk.code();
  };

  const sale = { invoiceId: 'INV-1', memberId: ayu, currency: 'IDR', total: 50_000 };
  await keep(ledger.saveInvoice(sale));
  const first = await idOf(desk.request({ invoiceId: 'INV-1' }));
  await keep(desk.request({ invoiceId: 'INV-1' }));
  await keep(desk.request({ points: 7 }));
  await keep(ledger.codes.resendCode({ challengeId: first }));
  await keep(ledger.codes.confirmRedemption({ challengeId: first, code: wrong(code()) }));
  await keep(ledger.codes.confirmRedemption({ challengeId: first, code: `${code()}x` }));
  await keep(ledger.codes.confirmRedemption({ challengeId: first, code: Number(code()) as never }));
  await keep(ledger.captureHold({ memberId: ayu, redemptionId: 'RD-1' }));
  desk.clock.advance(minute);
  await keep(ledger.codes.resendCode({ challengeId: first, channel: 'email' }));
  await keep(ledger.codes.confirmRedemption({ challengeId: first, code: codes[0] ?? '' }));
  await keep(ledger.codes.confirmRedemption({ challengeId: first, code: code() }));
  await keep(ledger.codes.confirmRedemption({ challengeId: first, code: code() }));
  await keep(ledger.codes.confirmRedemption({ challengeId: first, code: wrong(code()) }));
  await keep(ledger.codes.cancelRedemption({ challengeId: first }));

  for (const [index, channel] of allChannels.entries()) {
    desk.clock.advance(hour);
    for (const [turn, answer] of [
      rejected,
      unavailable,
      async () => Promise.reject(new Error(`${desk.code()} ${ayusPhone} ${ayusEmail}`)),
      async () => ({ status: 'rejected' as const, reason: 'content' as const, message: show(desk.sent.at(-1)) }),
      async () => ({
        status: 'unavailable' as const,
        message: show(desk.sent.at(-1)),
        retryAfterMs: 1,
        raw: desk.sent,
      }),
      async () => ({ status: 'sent' as const, providerId: show(desk.sent.at(-1)), raw: desk.sent }),
    ].entries()) {
      desk.clock.advance(16 * minute);
      desk.answerWith(answer);
      const challengeId = await idOf(desk.request({ redemptionId: `${index}.${turn}`, channel, points: 1 }));
      await keep(ledger.codes.notifyMember({ memberId: ayu, sequence: 2, channel }));
      desk.clock.advance(minute);
      await keep(ledger.codes.resendCode({ challengeId }));
      await keep(ledger.codes.confirmRedemption({ challengeId, code: wrong(code()) }));
      await keep(ledger.codes.cancelRedemption({ challengeId }));
    }
  }
  desk.answerWith(accepted);

  const byPhone = { phone: ayusPhone, redemptionId: 'RD-2', points: 10 };
  desk.clock.advance(hour);
  const { value } = await keep(ledger.codes.forMembers.requestRedemption(byPhone));
  const challengeId = value?.challengeId ?? '';
  for (let time = 0; time < 6; time += 1)
    await keep(ledger.codes.forMembers.confirmRedemption({ challengeId, code: wrong(code()) }));
  await keep(ledger.codes.requestRedemption({ ...byPhone, redemptionId: 'RD-3' }));
  await keep(ledger.updateMember({ memberId: ayu, changes: { phone: null } }));
  await keep(ledger.codes.forMembers.resendCode({ challengeId }));
  await keep(ledger.codes.requestRedemption({ ...byPhone, redemptionId: 'RD-4' }));
  await keep(ledger.codes.unlockMember({ memberId: ayu, actor: 'ann', reason: 'an id card', idempotencyKey: 'u' }));
  await keep(ledger.getBalance({ memberId: ayu }));
  await keep(ledger.getStatement({ memberId: ayu, limit: 100 }));
  await keep(ledger.findEntries({ limit: 100 }));
  await keep(ledger.readFeed({ limit: 100 }));
  await keep(ledger.getInvoice({ invoiceId: 'INV-1' }));
  await keep(verify(ledger));
  await keep(desk.store.reader.scanChallenges(desk.programId, null, 100));
  const { profiles, ...dump } = await desk.dump();
  expect(profiles).toHaveLength(2);
  told.push(show(dump));
}

describe('In a whole life of codes', () => {
  test('no code, no address and no secret is answered or stored; only the notifier gets them', async () => {
    const seen: Seen = { told: [], stored: [], values: [] };
    // Ten digits, so that no figure of the ledger looks like one.
    const desk = await openDesk(
      { codes: { digits: 10, failures: 25 } },
      { store: watching(seen), random: longCodes() },
    );
    listen(seen);
    await live(desk, seen);
    vi.restoreAllMocks();

    const codes = desk.sent.flatMap(({ message: { data } }) => ('code' in data ? [data.code] : []));
    expect(codes.length).toBeGreaterThan(30);
    expect(new Set(codes).size).toBe(codes.length);
    expect(new Set(desk.sent.map(({ channel }) => channel))).toEqual(new Set(allChannels));
    expect(seen.told.length).toBeGreaterThan(100);
    expect(seen.stored.length).toBeGreaterThan(300);
    const all = [...seen.told, ...seen.stored].join('\n');
    const hidden = [...codes, ...codes.map(wrong), ayusPhone.slice(1), ayusEmail, secret];
    expect(hidden.filter((text) => all.includes(text))).toEqual([]);
    // The search itself finds what is there.
    const there = [
      ayu,
      'RD-1',
      'code-not-sent',
      'wrong-code',
      'code-not-accepted',
      'member-locked',
      '••••',
      'attempts',
    ];
    expect(there.filter((text) => !all.includes(text))).toEqual([]);
  });
});

/** Codes of ten digits that nothing else in a ledger looks like. */
function longCodes() {
  let drawn = 0;
  return {
    bytes: (count: number) => {
      const number = 7_301_846_295 + drawn * 11_400_713;
      drawn += 1;
      return Uint8Array.from({ length: count }, (_, index) => Math.floor(number / 256 ** (count - 1 - index)) % 256);
    },
  };
}
