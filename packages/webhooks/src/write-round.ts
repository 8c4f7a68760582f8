import type { Instant } from '@pointbook/core';
import type { Book, Ref, Task } from '@pointbook/core/plugin';
import { ok } from 'neverthrow';
import { deadKey, deadLetters } from './dead-letter.ts';
import { deliveryLogs, keptAttempts } from './delivery-log.ts';
import { type Endpoint, endpoints } from './endpoint.ts';
import type { LaneDone } from './lane.ts';
import type { Round } from './read-round.ts';
import { type Waiting, waitingKey, waitings } from './waiting.ts';

/** How long other processes leave an endpoint to the one that took it. */
const leaseMs = 60_000;

/** A lease that ends later was written by a wrong clock, and is ignored. */
function isLeased({ leasedUntil }: Endpoint, now: Instant): boolean {
  return leasedUntil !== null && now < leasedUntil && leasedUntil <= now + leaseMs;
}

/** Takes an endpoint; null where it is not to be worked on, or another process has it. */
export function claimTask(endpointId: string): Task<Endpoint | null, never> {
  return {
    reads: [endpoints.at(endpointId)],
    decide(book) {
      const endpoint = book.get(endpoints, endpointId);
      if (endpoint === null || endpoint.state === 'paused' || isLeased(endpoint, book.now)) return ok(null);
      const mine = { ...endpoint, turn: endpoint.turn + 1, leasedUntil: (book.now + leaseMs) as Instant };
      book.put(endpoints, mine);
      return ok(mine);
    },
  };
}

/** Gives an endpoint back, where it is still the one that was taken. */
export function releaseTask({ endpointId, turn }: Endpoint): Task<null, never> {
  return {
    reads: [endpoints.at(endpointId)],
    decide(book) {
      const endpoint = book.get(endpoints, endpointId);
      if (endpoint?.turn === turn) book.put(endpoints, { ...endpoint, leasedUntil: null });
      return ok(null);
    },
  };
}

/**
 * Writes what became of a round, in one commit with how far the endpoint then is: a process that is killed before sends
 * the round again. Null where another process has the endpoint, or a replay began: nothing is written then.
 */
export function roundTask(taken: Endpoint, round: Round, done: readonly LaneDone[]): Task<Endpoint | null, never> {
  const { endpointId, turn } = taken;
  return {
    reads: readsOf(endpointId, round, done),
    decide(book) {
      const endpoint = book.get(endpoints, endpointId);
      if (endpoint?.turn !== turn) return ok(null);
      let dead = endpoint.deadLetters;
      for (const lane of done) dead += writeDead(book, endpoint, lane);
      for (const waiting of [...round.behind, ...done.flatMap((lane) => waitingOf(endpointId, lane))])
        book.put(waitings, waiting);
      const requests = done.flatMap(({ log }) => log);
      if (requests.length > 0) {
        const before = book.get(deliveryLogs, endpointId)?.attempts ?? [];
        const attempts = [...requests.toReversed(), ...before].slice(0, keptAttempts);
        book.put(deliveryLogs, { endpointId, attempts });
      }
      const after: Endpoint = { ...endpoint, place: round.place, deadLetters: dead };
      book.put(endpoints, after);
      return ok(after);
    },
  };
}

function readsOf(endpointId: string, { behind }: Round, done: readonly LaneDone[]): Ref[] {
  const members = [...behind, ...done.map(({ lane }) => lane)].map(({ memberId }) => memberId);
  return [
    endpoints.at(endpointId),
    deliveryLogs.at(endpointId),
    ...members.map((memberId) => waitings.at(waitingKey(endpointId, memberId))),
  ];
}

/** What of a lane is still to be sent, where that is news. An entry that is not there any more cannot be sent. */
function waitingOf(endpointId: string, { lane, next, attempts, nextAt, problem, log }: LaneDone): Waiting[] {
  const { memberId, to, waiting, lines } = lane;
  const isDone = next > to;
  if (waiting === null ? isDone : log.length === 0 && lines.length > 0) return [];
  return [{ endpointId, memberId, from: isDone ? null : next, to, attempts, nextAt, problem }];
}

/** Writes what was given up, and what arrived after it was; answers how many more are given up then. */
function writeDead(
  book: Book,
  { endpointId, deadLetters: open }: Endpoint,
  { lane, delivered, givenUp }: LaneDone,
): number {
  const { memberId } = lane;
  let more = 0;
  for (const { sequence, at, problem } of givenUp) {
    const before = book.get(deadLetters, deadKey(endpointId, memberId, sequence));
    if (before === null || before.deliveredAt !== null) more += 1;
    book.put(deadLetters, { endpointId, memberId, sequence, givenUpAt: at, problem, deliveredAt: null });
  }
  for (const sequence of open > 0 ? delivered : []) {
    const letter = book.get(deadLetters, deadKey(endpointId, memberId, sequence));
    if (letter === null || letter.deliveredAt !== null) continue;
    more -= 1;
    book.put(deadLetters, { ...letter, deliveredAt: book.now });
  }
  return more;
}
