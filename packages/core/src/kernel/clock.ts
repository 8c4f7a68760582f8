import type { Result } from 'neverthrow';
import type { Instant } from '../values/instant.ts';
import type { StoreError } from './store-error.ts';

/** Tells the time, in epoch milliseconds. */
export interface Clock {
  /** The time now, in milliseconds since 1970 (UTC). */
  now(): number;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** Judges readings of the clock: a clock far ahead would end all points for good. */
export interface ClockGuard {
  /** Whether something may be written at this time; null where that is known already. */
  write(now: Instant): Promise<Result<void, StoreError>> | null;
  /** The same for a sweep, which ends points of members who are not there. */
  sweep(now: Instant): Promise<Result<void, StoreError>> | null;
  /** The same within the host's transaction, whose database tells the time; null where it need not be asked. */
  joined(now: Instant): JudgeTime | null;
}

/** Judges a clock by the time that the database tells: an error where they differ too much. */
export type JudgeTime = (told: Instant) => Result<void, StoreError>;
