import type { Instant, MemberRecord, ProfileRecord, Program } from '../../../index.ts';
import { openPosting } from '../../../till.ts';
import type { MemberFilter } from '../job-record.ts';

/** Whether a filter asks for what only profiles tell. */
export function asksForProfile({ tier, enrolledFrom, enrolledUntil }: MemberFilter): boolean {
  return tier !== undefined || enrolledFrom !== undefined || enrolledUntil !== undefined;
}

/**
 * Whether a member is one that the filter is for; `profile` may be null where the filter does not ask for it. A balance
 * counts as it is now, whether or not what is due was posted.
 */
export function isMatch(
  filter: MemberFilter,
  { account }: MemberRecord,
  profile: ProfileRecord | null,
  { program, now }: { readonly program: Program; readonly now: Instant },
): boolean {
  const { tier, balanceFrom, balanceTo, enrolledFrom, enrolledUntil, activeFrom, activeUntil } = filter;
  const asksForBalance = balanceFrom !== undefined || balanceTo !== undefined;
  const { balance } = asksForBalance ? openPosting(account, program, now).account : account;
  const asksForActivity = activeFrom !== undefined || activeUntil !== undefined;
  return (
    (tier === undefined || profile?.tier === tier) &&
    (!asksForBalance || (balance >= (balanceFrom ?? -Infinity) && balance <= (balanceTo ?? Infinity))) &&
    (!asksForProfile(filter) || (profile !== null && isWithin(profile.enrolledAt, enrolledFrom, enrolledUntil))) &&
    (!asksForActivity || (account.sequence > 0 && isWithin(account.lastInstant, activeFrom, activeUntil)))
  );
}

function isWithin(instant: Instant, from: Instant | undefined, until: Instant | undefined): boolean {
  return (from === undefined || instant >= from) && (until === undefined || instant < until);
}
