import type { Clock } from '@pointbook/core';
import { inLondon } from './london.ts';

/** A clock that the story sets, so that a year passes within a second. */
export interface StoryClock extends Clock {
  /** Sets it to a time in London, such as "2010-12-01 18:00". */
  set(time: string): void;
}

export function storyClock(): StoryClock {
  let now = 0;
  return {
    now: () => now,
    set: (time) => {
      now = inLondon(time).getTime();
    },
  };
}
