import type { Instant } from '../model/instant.ts';
import { availableAtOf, inactivityDeadlineOf, lotEndOf } from '../program/expiry.ts';
import type { Program } from '../program/program.ts';
import type { Account } from './account.ts';
import type { Effect } from './entry.ts';
import type { LotKey } from './lot.ts';

/** The lot that points earned at an instant belong to. */
export function lotFor(program: Program, earnedAt: Instant): LotKey {
  return { expiresAt: lotEndOf(program, earnedAt), availableAt: availableAtOf(program, earnedAt) };
}

/** Whether points that end by inactivity have no deadline ahead: there never was one, or it has gone by. */
export function isInactive({ inactivity }: Account, now: Instant): boolean {
  return inactivity === null || inactivity.deadline <= now;
}

/** Moves the inactivity deadline to count from an earning or a redemption; it never moves back. */
export function inactivityAfter(account: Account, program: Program, activeAt: Instant): Pick<Effect, 'inactivity'> {
  const period = program.expiry.kind === 'inactivity' ? program.expiry.period : account.inactivity?.period;
  if (period === undefined) return {};
  const deadline = inactivityDeadlineOf(period, activeAt, program.timeZone);
  return account.inactivity !== null && account.inactivity.deadline >= deadline
    ? {}
    : { inactivity: { deadline, period } };
}
