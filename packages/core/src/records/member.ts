import type { ActorId, CardCode, Email, MemberId, Phone } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import type { Account } from '../ledger/account.ts';
import type { DayEarnings } from './invoice.ts';

/** A member as the ledger knows one: the account, and what the rules need of the past. Nothing personal. */
export interface MemberRecord {
  readonly account: Account;
  readonly activity: Activity;
}

/** What conditions and caps need to know of a member's past. */
export interface Activity {
  /** Invoices that named this member when they were first saved, claimed or reassigned. */
  readonly purchases: number;
  /** The newest business dates with earnings, for caps per day; kept only where a program has such caps. */
  readonly days: readonly DayEarnings[];
}

/** All that is personal about a member, in a record of its own. */
export interface ProfileRecord {
  readonly memberId: MemberId;
  readonly name: string | null;
  readonly phone: Phone | null;
  readonly phoneVerified: boolean;
  readonly email: Email | null;
  readonly emailVerified: boolean;
  readonly cardCode: CardCode | null;
  /** MM-DD, or YYYY-MM-DD where the year is known. */
  readonly birthday: string | null;
  readonly tier: string | null;
  readonly enrolledAt: Instant;
  /** One for each version, the last one being current: what was asked for, so that a retry is known. */
  readonly saves: readonly ProfileSave[];
}

/** One version of a profile: what was asked for, when and by whom. */
export interface ProfileSave {
  readonly version: number;
  readonly fingerprint: string;
  readonly savedAt: Instant;
  readonly actor: ActorId;
}
