import type { Instant } from '../../index.ts';

/** What is right and what is wrong of instants. */
export interface RightTime {
  /** The right time. */
  readonly now: Instant;
  /** Up to when an instant is right: a little after `now`, for clocks differ. */
  readonly until: Instant;
  /** An instant as it would have been: what lies after `until` becomes `now`. */
  right(at: Instant): Instant;
}
