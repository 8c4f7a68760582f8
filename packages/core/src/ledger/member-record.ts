import type { BusinessDate } from '../values/instant.ts';
import type { InvoiceId } from '../values/ids.ts';
import type { Account } from './account.ts';

/** A member as the ledger knows one: the account, and what the rules need of the past. Nothing personal. */
export interface MemberRecord {
  /** The member's points. */
  readonly account: Account;
  /** What the rules need of the member's past. */
  readonly activity: Activity;
}

/** What conditions and caps need to know of a member's past. */
export interface Activity {
  /** The sale that is the member's first purchase; left out while there is none. */
  readonly firstPurchase?: InvoiceId;
  /** The newest business dates with earnings, for caps per day; kept only where a program has such caps. */
  readonly days: readonly DayEarnings[];
  /**
   * What was forgiven last, by sales and by returns without one, and was not made good, oldest first; left out where
   * there is nothing.
   */
  readonly forgiven?: readonly Forgiven[];
}

/** Points that the program let a member keep as goods came back, or as a sale became less. */
export interface Forgiven {
  /** The sale, or the return without one. */
  readonly id: string;
  /** How many entries the member had by then. */
  readonly after: number;
  /** The points. */
  readonly points: number;
  /** Whether it is the id of a return without a sale. */
  readonly isReturn?: true;
}

/** One business date's points, kept with the member for caps per day. */
export interface DayEarnings {
  /** The business date. */
  readonly date: BusinessDate;
  /** By rule, and in all under the empty name. */
  readonly points: Readonly<Record<string, number>>;
}
