import { pointsIn, sumOf } from '../values/points.ts';
import { firstInstant, type Instant } from '../values/instant.ts';
import type { InvoiceId, MemberId } from '../values/ids.ts';
import type { Period } from '../program/expiry-policy.ts';
import type { Hold, HoldClaim } from './hold.ts';
import type { Lot } from './lot.ts';

/** A member's points: the fold of the member's entries. `balance = available + pending + held − debt`. */
export interface Account {
  /** The member who owns the points. */
  readonly memberId: MemberId;
  /** The number of the last entry; 0 before the first. */
  readonly sequence: number;
  /** The balance in points; below 0 where the member is in debt. */
  readonly balance: number;
  /** Points that the member owes; 0 or more. */
  readonly debt: number;
  /** Sorted by end. */
  readonly lots: readonly Lot[];
  /** Open holds: points that are set aside for redemptions. Sorted by deadline. */
  readonly holds: readonly Hold[];
  /** Lots that lapsed unspent and are remembered for refunds. */
  readonly lapsed: readonly LapsedLot[];
  /** Present while points may end by inactivity. */
  readonly inactivity: Inactivity | null;
  /** When the last entry was posted: the ledger's clock never runs before it. */
  readonly lastInstant: Instant;
  /**
   * Claims on open holds: points that were to be taken back and are held, oldest first; left out where there are none.
   */
  readonly holdClaims?: readonly HoldClaim[];
}

/** The one deadline of points that end by inactivity, and how far activity moves it. */
export interface Inactivity {
  /** From this instant on, points that end by inactivity have ended. */
  readonly deadline: Instant;
  /**
   * When the member became active again after a missed deadline, or for the first time: points from before have ended.
   */
  readonly since: Instant;
  /** How far each activity moves the deadline. */
  readonly period: Period;
  /** The sale that set the deadline: it may turn out to be another member's. Left out where something else did. */
  readonly by?: InvoiceId;
  /** Where the deadline would be without that sale; left out where there would be none. */
  readonly without?: Instant;
}

/** What is remembered of a lot that lapsed unspent. */
export interface LapsedLot {
  /** When the lot ended. */
  readonly expiresAt: Instant;
  /** Whether it ended by inactivity; otherwise by its own date. */
  readonly byInactivity: boolean;
  /** The points that ended with it. */
  readonly points: number;
  /** The end of the refund window; then it is forgotten. */
  readonly forgetAt: Instant;
  /** Where it ended by inactivity: since when the member had been active. Points from before had ended earlier. */
  readonly activeSince?: Instant;
  /** The sale whose refund gave the points back too late: its own clawback must not count what it gave back itself. */
  readonly returnedOn?: InvoiceId;
}

/** What tells memories of lapsed lots apart. */
export function nameOfLapse({ expiresAt, byInactivity, returnedOn }: LapsedLot): string {
  return `${expiresAt} ${byInactivity} ${returnedOn ?? ''}`;
}

/** An account before its first entry. */
export function emptyAccount(memberId: MemberId): Account {
  return {
    memberId,
    sequence: 0,
    balance: 0,
    debt: 0,
    lots: [],
    holds: [],
    lapsed: [],
    inactivity: null,
    lastInstant: firstInstant,
  };
}

/** Whether a lot's points can be spent at an instant. */
export function isAvailable(lot: Lot, now: Instant): boolean {
  return lot.availableAt === null || lot.availableAt <= now;
}

/** Points that can be spent at an instant, on an account whose due expiries were posted. */
export function availablePoints(account: Account, now: Instant): number {
  return sumOf(
    account.lots.filter((lot) => isAvailable(lot, now)),
    (lot) => lot.points,
  );
}

/** Points set aside by open holds. */
export function heldPoints(account: Account): number {
  return pointsIn(account.holds);
}

/** Points in lots, pending ones included. */
export function lotPoints(account: Account): number {
  return pointsIn(account.lots);
}

/** What a member sees of an account. */
export interface Balance {
  /** All points: available, pending and held ones, less the debt. Below 0 where the debt is greater. */
  readonly balance: number;
  /** Points that can be spent now. */
  readonly available: number;
  /** Points that were earned and become available later. */
  readonly pending: number;
  /** Points that open holds set aside. */
  readonly held: number;
  /** Points that the member owes; what is earned next pays them off. */
  readonly debt: number;
}

/** The parts of the balance at an instant. */
export function balanceOf(account: Account, now: Instant): Balance {
  const available = availablePoints(account, now);
  return {
    balance: account.balance,
    available,
    pending: lotPoints(account) - available,
    held: heldPoints(account),
    debt: account.debt,
  };
}
