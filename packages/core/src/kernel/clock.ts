/** Tells the time, in epoch milliseconds. */
export interface Clock {
  /** The time now, in milliseconds since 1970 (UTC). */
  now(): number;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };
