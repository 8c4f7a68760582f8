import type { ProgramDefinition } from '@pointbook/core';
import type { OutgoingMessage } from '@pointbook/core/codes';
import { verify } from '@pointbook/core/verify';
import { auditLedger, type FakeClock, type LedgerDump } from '@pointbook/testing';
import fc from 'fast-check';
import type { Result } from 'neverthrow';
import { expect } from 'vitest';
import { wrong } from '../../support/shops/code-desk.ts';
import { codeIn } from '../../support/shops/post-office.ts';
import type { Trial } from '../../support/properties/worlds.ts';
import type { CodesPointbook } from '../../support/shops/post-office.ts';
import { valueOf } from '../../support/value-of.ts';

export const crowdProgram: ProgramDefinition = {
  programId: 'shop',
  name: 'Shop',
  timeZone: 'UTC',
  currency: 'EUR',
  earn: { rules: [] },
  redeem: { rate: { points: 1, money: 1 } },
};

const verbs = ['right', 'right', 'right', 'wrong', 'wrong', 'cancel', 'release', 'resend', 'change', 'sell'] as const;

/** What somebody does about one of the challenges. */
export interface Act {
  readonly nth: number;
  readonly verb: (typeof verbs)[number];
}

/** Many acts at once, several of them about each challenge. */
export const crowds: fc.Arbitrary<Act[]> = fc.noBias(
  fc.array(fc.record({ nth: fc.nat(8), verb: fc.constantFrom(...verbs) }), { minLength: 8, maxLength: 60 }),
);

/** Tills on one ledger, and what they need for codes. */
export interface Tills {
  readonly tills: readonly CodesPointbook[];
  readonly clock: FakeClock;
  readonly outbox: readonly OutgoingMessage[];
  dump(): Promise<LedgerDump>;
}

interface Asked {
  readonly challengeId: string;
  readonly memberId: string;
  readonly redemptionId: string;
  readonly code: string;
}

const members = ['M1', 'M2', 'M3'];

/** Nine challenges of three members, of so many points that each can be told from the others; some pay a sale. */
async function askAll({ tills: [till], clock, outbox }: Tills): Promise<Asked[]> {
  if (till === undefined) throw new Error('There is a till.');
  const asked: Asked[] = [];
  for (const [index, memberId] of members.entries()) {
    const email = 'home@example.com';
    valueOf(await till.enrolMember({ memberId, phone: `+62811000${index}`, email }));
    const gift = {
      memberId,
      points: 60,
      direction: 'add',
      actor: 'ann',
      reason: 'a gift',
      idempotencyKey: 'gift',
    } as const;
    valueOf(await till.adjustPoints(gift));
    valueOf(await till.saveInvoice({ invoiceId: `S${index}`, currency: 'EUR', total: 20 }));
  }
  for (let round = 0; round < 3; round += 1) {
    clock.advance(61_000);
    const requests = members.map(async (memberId, index) => {
      const points = 3 * round + index + 7;
      const paying = round > 0 ? { invoiceId: `S${index}` } : {};
      const said = { memberId, redemptionId: `R${round}`, points, ...paying };
      const { challengeId } = valueOf(await till.codes.requestRedemption(said));
      const message = outbox.find((each) => 'code' in each.data && each.data.points === points);
      asked.push({ challengeId, memberId, redemptionId: `R${round}`, code: codeIn(message) });
    });
    await Promise.all(requests);
  }
  return asked;
}

async function act(
  till: CodesPointbook,
  asked: Asked,
  { verb }: Act,
): Promise<Result<unknown, { readonly kind: string }>> {
  const { challengeId, memberId, redemptionId, code } = asked;
  switch (verb) {
    case 'right':
      return till.codes.confirmRedemption({ challengeId, code });
    case 'wrong':
      return till.codes.confirmRedemption({ challengeId, code: wrong(code) });
    case 'cancel':
      return till.codes.cancelRedemption({ challengeId });
    case 'release':
      return till.releaseHold({ memberId, redemptionId });
    case 'resend':
      return till.codes.resendCode({ challengeId, channel: 'email' });
    case 'change':
      return till.updateMember({ memberId, changes: { phone: `+62812000${memberId.slice(1)}` } });
    case 'sell':
      return till.redeemPoints({ memberId, redemptionId: `sold ${redemptionId}`, points: 5 });
  }
}

/**
 * Does everything at once from several tills: whatever wins, each used code has spent its points, and nothing else did.
 */
export async function expectPairs(ground: Tills, acts: readonly Act[], reached: Trial['reached']): Promise<void> {
  const { tills, clock, dump } = ground;
  const asked = await askAll(ground);
  clock.advance(61_000);
  await Promise.all(
    acts.map(async (each, index) => {
      const [till, about] = [tills[index % tills.length], asked[each.nth % asked.length]];
      if (!till || !about) return;
      const outcome = await act(till, about, each);
      reached(outcome.isOk() ? `${each.verb} ok` : outcome.error.kind);
    }),
  );
  const kept = await dump();
  const used = kept.challenges.filter(({ state }) => state === 'used');
  for (const { state } of kept.challenges) reached(state);
  reached('a sale was paid', Number(used.some(({ invoiceId }) => invoiceId !== null)));
  expect(used.map(({ usedBy, ...rest }) => pairOf({ ...rest, sequence: usedBy })).toSorted()).toEqual(spent(kept));
  expect(auditLedger(kept)).toEqual([]);
  const [first] = tills;
  expect(first && valueOf(await verify(first)).findings).toEqual([]);
}

/** What was spent by code, as the entries say it. */
function spent({ entries }: LedgerDump): string[] {
  const captured = entries.filter(({ cause }) => cause === 'hold-captured');
  const pairs = captured.map(({ memberId, sequence, delta, effect }) => {
    const hold = entries.find((each) => each.memberId === memberId && each.effect.hold?.redemptionId === effect.closes);
    return pairOf({
      memberId,
      sequence,
      redemptionId: effect.closes ?? '',
      invoiceId: hold?.effect.hold?.invoiceId ?? null,
      points: -delta,
    });
  });
  return pairs.toSorted();
}

interface Pair {
  readonly memberId: string;
  readonly sequence: number | null;
  readonly redemptionId: string;
  readonly invoiceId: string | null;
  readonly points: number;
}

function pairOf({ memberId, sequence, redemptionId, invoiceId, points }: Pair): string {
  return `${memberId} ${sequence}: ${redemptionId} on ${invoiceId} for ${points}`;
}
