import type { Instant } from '../values/instant.ts';
import { availableAtOf, inactivityDeadlineOf, lotEndOf } from '../program/expiry.ts';
import type { Program } from '../program/program.ts';
import type { Account } from './account.ts';
import type { Effect } from './entry.ts';
import { hasEnded, type Lot, type LotKey } from './lot.ts';

/** The lot that points earned at an instant belong to. */
export function lotFor(program: Program, earnedAt: Instant): LotKey {
  return { expiresAt: lotEndOf(program, earnedAt), availableAt: availableAtOf(program, earnedAt) };
}

/** Whether points that end by inactivity have no deadline ahead: there never was one, or it has passed. */
export function isInactive({ inactivity }: Account, now: Instant): boolean {
  return inactivity === null || inactivity.deadline <= now;
}

/** Whether points that come with an activity have ended by their own end, or by a deadline that was counted from long ago. */
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

/** Moves the inactivity deadline to count from an earning or a redemption; it never moves back. */
export function inactivityAfter(
  account: Account,
  program: Program,
  activeAt: Instant,
  now: Instant,
): Pick<Effect, 'inactivity'> {
  const period = program.expiry.kind === 'inactivity' ? program.expiry.period : account.inactivity?.period;
  if (period === undefined) return {};
  const deadline = inactivityDeadlineOf(period, activeAt, program);
  const since = account.inactivity !== null && !isInactive(account, now) ? account.inactivity.since : now;
  return account.inactivity !== null && account.inactivity.deadline >= deadline
    ? {}
    : { inactivity: { deadline, since, period } };
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
  return isInactive(account, now) ? inactivityAfter(account, program, now, now) : { inactivity: account.inactivity };
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
