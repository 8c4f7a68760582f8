import type { Account, LapsedLot } from '../ledger/account.ts';
import type { Effect } from '../ledger/entry.ts';
import type { Lot, LotKey } from '../ledger/lot.ts';
import { effect, takeFrom } from '../ledger/movement.ts';
import type { Instant } from '../values/instant.ts';
import { sumOf } from '../values/points.ts';
import type { DebtPolicy } from '../program/program.ts';
import type { InvoiceId } from '../values/ids.ts';
import type { InvoiceRecord, Posted } from './invoice-record.ts';

/** Where taken-back points come from; the four figures add up to the clawback. */
export interface Clawback {
  readonly effect: Effect;
  /** Points out of lots. */
  readonly taken: number;
  /** Points of the invoice's own lot that had lapsed unspent. */
  readonly lapsed: number;
  readonly debt: number;
  readonly forgiven: number;
}

/**
 * Takes points back: what lapsed of the invoice's own lot is gone already, then come that lot, other points that
 * are not held, and the policy.
 */
export function planClawback(
  account: Account,
  points: number,
  { invoiceId, posted }: Pick<InvoiceRecord, 'invoiceId' | 'posted'>,
  policy: DebtPolicy,
  now: Instant,
): Clawback {
  const memories = recall(lapsedLotsOf(account, posted, now), points, invoiceId);
  const lapsed = sumOf(memories, (memory) => memory.points);
  const taken = takeFrom(account, points - lapsed, now, { first: ripe(posted.lot, now), pending: true });
  const short = points - lapsed - pointsIn(taken);
  const debt = policy === 'allow-debt' ? short : 0;
  return {
    effect: effect({ taken, debt, lapsed: memories.map((memory) => ({ ...memory, points: -memory.points })) }),
    taken: pointsIn(taken),
    lapsed,
    debt,
    forgiven: short - debt,
  };
}

function pointsIn(lots: readonly Lot[]): number {
  return sumOf(lots, (lot) => lot.points);
}

function ripe(lot: LotKey | null, now: Instant): LotKey | null {
  return lot?.availableAt != null && lot.availableAt <= now ? { ...lot, availableAt: null } : lot;
}

/**
 * Up to `points` points of what is remembered, what lapsed first before the rest. What refunds of this very sale gave
 * back too late is left alone: how much of it is there would depend on how the refund was split.
 */
function recall(memories: readonly LapsedLot[], points: number, invoiceId: InvoiceId): LapsedLot[] {
  let left = points;
  return memories.flatMap((memory) => {
    if (memory.returnedOn === invoiceId) return [];
    const part = Math.min(left, memory.points);
    left -= part;
    return part > 0 ? [{ ...memory, points: part }] : [];
  });
}

/**
 * Points that end by inactivity lapse together: a lapse after the invoice earned took its points, the first one most of
 * them. All such lapses count, so that one refund takes what several would. After the refund window the memory is void, whether or not an entry was posted since that dropped it.
 */
function lapsedLotsOf(account: Account, { lot, earnedAt }: Posted, now: Instant): LapsedLot[] {
  return account.lapsed.filter(
    (memory) =>
      memory.forgetAt > now &&
      (memory.byInactivity
        ? lot?.expiresAt === 'inactivity' && earnedAt !== null && memory.expiresAt >= earnedAt
        : lot?.expiresAt === memory.expiresAt),
  );
}
