import { firstInstant, type Instant, lastInstant } from '../values/instant.ts';
import { invariant } from '../values/invariant.ts';
import type { Clock } from './clock.ts';

/** What a clock says, as an instant that a ledger accepts. */
export function readClock(clock: Clock): Instant {
  const reading: unknown = clock.now();
  invariant(typeof reading === 'number', 'a clock tells milliseconds, as Date.now() does');
  const now = Math.trunc(reading);
  invariant(now >= firstInstant && now <= lastInstant, 'a clock tells a time from 1970 to 9999');
  return now as Instant;
}
