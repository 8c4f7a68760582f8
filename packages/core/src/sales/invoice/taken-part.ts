import type { LapsedLot } from '../../ledger/account.ts';
import type { Lot, LotKey } from '../../ledger/lot.ts';
import type { Instant } from '../../values/instant.ts';

/** Points that were taken back. */
export interface TakenBack {
  /** How many points. */
  readonly points: number;
  /** The lot of the sale that they were of; left out where points that come again are dated anew. */
  readonly of?: LotOfSale;
  /**
   * Where they were found, if not in that lot: they had ended as they came (`over`), became debt or were forgiven, were
   * in another lot, or had lapsed.
   */
  readonly from?: 'over' | 'debt' | 'forgiven' | TakenFromLot | TakenFromLapsed;
  /** Forgiven only because holds had them: the `after` of the claim on these holds. Left out elsewhere. */
  readonly claimedAfter?: number;
}

/** Points of another lot of the member that were taken in place of spent ones. */
export interface TakenFromLot {
  /** The lot. */
  readonly lot: Lot;
  /** When they were taken. */
  readonly at: Instant;
}

/** Points that had lapsed unspent. */
export interface TakenFromLapsed {
  /** What was remembered of them. */
  readonly lapsed: LapsedLot;
}

/** What tells the lots of a sale apart. */
export interface LotOfSale extends LotKey {
  /** When they were posted: only a later lapse can have taken them. */
  readonly postedAt: Instant;
}

/** Points of an invoice that end together. */
export interface PostedLot extends Omit<Lot, 'activeSince'>, LotOfSale {
  /** Those of them that had ended as they came, so that nobody can have spent them; left out where none had. */
  readonly expiredOnArrival?: number;
}
