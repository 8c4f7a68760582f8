import type { Clock } from '@pointbook/core';

/** A clock that moves only when told to. */
export interface FakeClock extends Clock {
  /** Moves it by so many milliseconds; a negative number sets it back. */
  advance(ms: number): void;
  /** Sets it, forwards or back. */
  set(now: number | Date): void;
}

/**
 * A clock for tests: it stands still between two calls of `advance` or `set`.
 *
 * @param start Where it begins; 1 January 2025, 00:00 UTC, when left out.
 * @example
 * ```ts
 * import { fakeClock } from '@pointbook/testing';
 *
 * const clock = fakeClock();
 * clock.advance(60_000); // a minute later
 * clock.advance(-120_000); // set back, as a till's clock may be
 * ```
 */
export function fakeClock(start: number | Date = Date.UTC(2025, 0, 1)): FakeClock {
  let now = Number(start);
  return {
    now: () => now,
    advance(ms) {
      now += ms;
    },
    set(instant) {
      now = Number(instant);
    },
  };
}
