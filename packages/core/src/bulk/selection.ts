import type { Instant } from '../model/instant.ts';
import type { MemberFilter } from '../records/job.ts';
import type { MemberRecord, ProfileRecord } from '../records/member.ts';

/** Whether a filter asks for what only profiles tell. */
export function asksForProfile({ tier, enrolledFrom, enrolledUntil }: MemberFilter): boolean {
  return tier !== undefined || enrolledFrom !== undefined || enrolledUntil !== undefined;
}

/** Whether a member is one that the filter is for; `profile` may be null where the filter does not ask for it. */
export function isMatch(filter: MemberFilter, { account }: MemberRecord, profile: ProfileRecord | null): boolean {
  const { tier, balanceFrom, balanceTo, enrolledFrom, enrolledUntil, activeFrom, activeUntil } = filter;
  const asksForActivity = activeFrom !== undefined || activeUntil !== undefined;
  return (
    (tier === undefined || profile?.tier === tier) &&
    (balanceFrom === undefined || account.balance >= balanceFrom) &&
    (balanceTo === undefined || account.balance <= balanceTo) &&
    (!asksForProfile(filter) || (profile !== null && isWithin(profile.enrolledAt, enrolledFrom, enrolledUntil))) &&
    (!asksForActivity || (account.sequence > 0 && isWithin(account.lastInstant, activeFrom, activeUntil)))
  );
}

function isWithin(instant: Instant, from: Instant | undefined, until: Instant | undefined): boolean {
  return (from === undefined || instant >= from) && (until === undefined || instant < until);
}
