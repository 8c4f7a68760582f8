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
  /** The newest sales that forgave points, and have not made them good, oldest first; left out where there are none. */
  readonly forgiven?: readonly ForgivenSale[];
}

/** Points that a sale let its member keep. */
export interface ForgivenSale {
  /** The sale. */
  readonly invoiceId: InvoiceId;
  /** How many entries the member had by then. */
  readonly after: number;
  /** The points. */
  readonly points: number;
}

/** One business date's points, kept with the member for caps per day. */
export interface DayEarnings {
  /** The business date. */
  readonly date: BusinessDate;
  /** By rule, and in all under the empty name. */
  readonly points: Readonly<Record<string, number>>;
}
