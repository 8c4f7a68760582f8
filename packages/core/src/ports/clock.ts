import { firstInstant, type Instant, lastInstant } from '../model/instant.ts';
import { invariant } from '../model/invariant.ts';

/** Tells the time, in epoch milliseconds. */
export interface Clock {
  now(): number;
}

/** What a clock says, as an instant that a ledger accepts. */
export function readClock(clock: Clock): Instant {
  const now = Math.trunc(clock.now());
  invariant(now >= firstInstant && now <= lastInstant, 'a clock tells a time from 1970 to 9999');
  return now as Instant;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };
