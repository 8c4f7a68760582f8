import type { Brand } from './brand.ts';

/** A moment in epoch milliseconds, UTC. */
export type Instant = Brand<number, 'Instant'>;
/** A calendar day in the program's time zone, YYYY-MM-DD. */
export type BusinessDate = Brand<string, 'BusinessDate'>;

/** The first and last instants that a ledger accepts: 1970-01-01 to 9999-12-31. */
export const firstInstant = 0 as Instant;
export const lastInstant = 253_402_300_799_999 as Instant;

/** The later of the instants given. */
export function latest(first: Instant, ...others: readonly Instant[]): Instant {
  return others.reduce((a, b) => (a > b ? a : b), first);
}
