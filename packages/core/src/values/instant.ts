import type { Brand } from './brand.ts';

/** A moment in epoch milliseconds, UTC. */
export type Instant = Brand<number, 'Instant'>;
/**
 * A moment as a host may give it: a `Date`, or a text in ISO 8601 that names its time zone, such as
 * "2026-12-31T10:00:00Z" or "2026-12-31T17:00:00.123+07:00". From 1970 to 9999. What is finer than a millisecond is cut
 * off.
 */
export type InstantInput = Date | string;
/** A business day in the program's time zone, YYYY-MM-DD. */
export type BusinessDate = Brand<string, 'BusinessDate'>;

/** The first instant that a ledger accepts: the beginning of 1970, UTC. */
export const firstInstant = 0 as Instant;
/** The last instant that a ledger accepts: the end of the year 9999. */
export const lastInstant = 253_402_300_799_999 as Instant;

/** The later of the instants given. */
export function latest(first: Instant, ...others: readonly Instant[]): Instant {
  return others.reduce((a, b) => (a > b ? a : b), first);
}
