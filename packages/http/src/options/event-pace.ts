import { type Numbers, wholeNumbers } from './whole-numbers.ts';

/** How clients are told of what changes. */
export interface EventPace {
  /** How long the ledger is left alone after an answer, in milliseconds. @defaultValue `1_000` */
  readonly pollMs: number;
  /**
   * After how long without an event a comment is sent, so that both sides know that the other is there. @defaultValue
   * `15_000`
   */
  readonly heartbeatMs: number;
  /**
   * After how long a connection is ended. The client asks again by itself, and is authorised again. @defaultValue
   * `3_600_000`
   */
  readonly longestMs: number;
}

/** Options of a host; the usual ones where they are left out. */
export type EventOptions = Numbers<EventPace>;

/** The pace that a host wants. */
export function eventPaceOf(given: EventOptions = {}): EventPace {
  return wholeNumbers('events', given, {
    pollMs: 1000,
    heartbeatMs: 15_000,
    longestMs: 3_600_000,
  });
}
