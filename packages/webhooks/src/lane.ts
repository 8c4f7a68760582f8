import type { Instant, MemberId, ShownLine } from '@pointbook/core';
import { readClock } from '@pointbook/core/till';
import type { Attempt } from './delivery-log.ts';
import type { Endpoint } from './endpoint.ts';
import { eventIdOf, eventOf } from './event.ts';
import { signedHeaders } from './secret.ts';
import type { Waiting } from './waiting.ts';
import type { WebhooksHost } from './webhooks-host.ts';

/** Entries of one member for one endpoint, which are sent one after the other. */
export interface Lane {
  readonly memberId: MemberId;
  /** Without gaps, in their order. */
  readonly lines: readonly ShownLine[];
  /** The number of the last one that is to be sent: there may be more than `lines` has. */
  readonly to: number;
  /** How often the first one was sent in vain. */
  readonly attempts: number;
  /** What was written of the lane when it had to wait; null where it comes from the feed. */
  readonly waiting: Waiting | null;
}

/** What became of a lane. */
export interface LaneDone {
  readonly lane: Lane;
  /** Numbers of entries that arrived. */
  readonly delivered: readonly number[];
  /** Entries that were given up. */
  readonly givenUp: readonly { readonly sequence: number; readonly at: Instant; readonly problem: string }[];
  /** The number of the first entry that is still to be sent. */
  readonly next: number;
  /** How often that one was sent in vain, when it is sent again, and why it was not taken. */
  readonly attempts: number;
  readonly nextAt: Instant;
  readonly problem: string | null;
  /** The requests, in their order. */
  readonly log: readonly Attempt[];
}

/** Sends a lane: the next entry only when the one before has arrived, or was given up. */
export async function runLane(
  host: WebhooksHost,
  endpoint: Endpoint,
  lane: Lane,
  goesOn: () => boolean,
): Promise<LaneDone> {
  const delivered: number[] = [];
  const givenUp: LaneDone['givenUp'][number][] = [];
  const log: Attempt[] = [];
  let next = lane.lines[0]?.sequence ?? lane.to + 1;
  let { attempts } = lane;
  const done = (nextAt: Instant, problem: string | null): LaneDone => {
    return { lane, delivered, givenUp, next, attempts, nextAt, problem, log };
  };
  for (const line of lane.lines) {
    if (!goesOn()) break;
    const attempt = await send(host, endpoint, line);
    log.push(attempt);
    if (attempt.problem === null) delivered.push(line.sequence);
    else {
      const now = readClock(host.clock);
      const delay = host.retryDelaysMs[attempts];
      attempts += 1;
      if (delay !== undefined) return done((now + delay) as Instant, attempt.problem);
      givenUp.push({ sequence: line.sequence, at: now, problem: attempt.problem });
    }
    next = line.sequence + 1;
    attempts = 0;
  }
  return done(readClock(host.clock), null);
}

async function send(host: WebhooksHost, endpoint: Endpoint, line: ShownLine): Promise<Attempt> {
  const { memberId, sequence } = line;
  const at = readClock(host.clock);
  const eventId = eventIdOf(host.program.programId, line);
  const body = JSON.stringify(eventOf(line));
  const begun = performance.now();
  const headers = signedHeaders(host.secret, endpoint, { eventId, now: at, body });
  const posted = await host.post(new URL(endpoint.url), { headers, body });
  return { eventId, memberId, sequence, at, ms: Math.round(performance.now() - begun), ...posted };
}
