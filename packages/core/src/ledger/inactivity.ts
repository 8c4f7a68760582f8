import type { InvoiceId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import { inactivityDeadlineOf } from '../program/expiry.ts';
import type { Program } from '../program/program.ts';
import type { Account } from './account.ts';
import type { Effect } from './entry.ts';
import { hasEnded, type Lot, type LotKey } from './lot.ts';

// Points that end by inactivity end at one deadline of their member, which activities move.

/** Whether points that end by inactivity have no deadline ahead: there never was one, or it has passed. */
export function isInactive({ inactivity }: Account, now: Instant): boolean {
  return inactivity === null || inactivity.deadline <= now;
}

/**
 * Whether points that come with an activity have ended by their own end, or by a deadline that was counted from long
 * ago.
 */
export function comesTooLate(
  { inactivity: before }: Account,
  { inactivity = before }: Pick<Effect, 'inactivity'>,
  lot: LotKey,
  now: Instant,
): boolean {
  if (lot.expiresAt !== 'inactivity') return hasEnded(lot, now);
  return inactivity === null || inactivity.deadline <= now;
}

/** Whether points that ended by inactivity, and left their lot at an instant, would have ended since. */
export function hasEndedInactive(account: Account, leftAt: Instant, now: Instant): boolean {
  return isInactive(account, now) || (account.inactivity?.since ?? now) > leftAt;
}

/**
 * Moves the inactivity deadline to count from an earning or a redemption; it never moves back. What sale the member was
 * active `by` is noted with the deadline that it sets.
 */
export function inactivityAfter(
  account: Account,
  program: Program,
  activeAt: Instant,
  now: Instant,
  by?: InvoiceId,
): Pick<Effect, 'inactivity'> {
  const { inactivity: before } = account;
  const period = program.expiry.kind === 'inactivity' ? program.expiry.period : before?.period;
  if (period === undefined) return {};
  const deadline = inactivityDeadlineOf(period, activeAt, program);
  const live = before !== null && !isInactive(account, now) ? before : null;
  if (before !== null && before.deadline >= deadline) {
    const isLater = live?.by !== undefined && live.by !== by && (live.without ?? 0) < deadline;
    return isLater ? { inactivity: { ...live, without: deadline } } : {};
  }
  const moved = { deadline, since: live?.since ?? now, period };
  if (by === undefined) return { inactivity: moved };
  const without = live?.by === by ? live.without : live?.deadline;
  return { inactivity: without === undefined ? { ...moved, by } : { ...moved, by, without } };
}

/** What becomes of the deadline as points are given: they begin one where there is none ahead, and move none. */
export function inactivityOfGiven(account: Account, program: Program, now: Instant): Pick<Effect, 'inactivity'> {
  const { inactivity } = account;
  if (inactivity === null || isInactive(account, now)) return inactivityAfter(account, program, now, now);
  const { by, without = 0, period } = inactivity;
  if (by === undefined || without > now) return { inactivity };
  return { inactivity: { ...inactivity, without: inactivityDeadlineOf(period, now, program) } };
}

/**
 * The deadline as it would be, had a sale never been the member's. Where there would be none ahead, what the sale kept
 * from ending stays until the deadline that the sale has set: it is not known what would have been spent before.
 */
export function inactivityWithout(account: Account, invoiceId: InvoiceId, now: Instant): Pick<Effect, 'inactivity'> {
  const { inactivity, lots, holds } = account;
  if (inactivity?.by !== invoiceId || isInactive(account, now)) return {};
  const { since, period, without: deadline = now } = inactivity;
  if (deadline > now) return { inactivity: { deadline, since, period } };
  const isKept = [...lots, ...holds.flatMap(({ taken }) => taken)].some(({ expiresAt }) => expiresAt === 'inactivity');
  return isKept ? {} : { inactivity: null };
}

/** Points to restore to their lots; those that ended by inactivity since they left end now. */
export function withLiveEnds(account: Account, lots: readonly Lot[], leftAt: Instant, now: Instant): readonly Lot[] {
  if (!hasEndedInactive(account, leftAt, now)) return lots;
  return lots.map((lot) => (lot.expiresAt === 'inactivity' ? { ...lot, expiresAt: now } : lot));
}

/**
 * The deadline of points that come back and end by inactivity: their entry says it, for its receipt. Where none is
 * ahead, they begin one, as a gift does.
 */
export function deadlineOfGiven(
  account: Account,
  program: Program,
  now: Instant,
  { added = [] }: Effect,
): Pick<Effect, 'inactivity'> {
  if (added.every(({ expiresAt }) => expiresAt !== 'inactivity')) return {};
  return inactivityOfGiven(account, program, now);
}

/** When the first of the points end that an entry gave; null where it gave none, or for never. */
export function endOfGiven({ added = [], inactivity }: Effect): Date | null {
  const end = firstEnd(added, inactivity?.deadline ?? null);
  return end === null ? null : new Date(end);
}

/** When the first of some points end, where those that end by inactivity end at a deadline; null for never. */
export function firstEnd(lots: readonly LotKey[], deadline: Instant | null): Instant | null {
  let first: Instant | null = null;
  for (const { expiresAt } of lots) {
    const end = expiresAt === 'inactivity' ? deadline : expiresAt;
    if (typeof end === 'number' && (first === null || end < first)) first = end;
  }
  return first;
}
