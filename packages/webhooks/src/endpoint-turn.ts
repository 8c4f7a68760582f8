import { readClock } from '@pointbook/core/till';
import type { Result } from 'neverthrow';
import type { Attempt } from './delivery-log.ts';
import { type Endpoint, endpoints } from './endpoint.ts';
import { type Lane, type LaneDone, runLane } from './lane.ts';
import { readRound, type Round } from './read-round.ts';
import type { WebhooksHost } from './webhooks-host.ts';
import { claimTask, releaseTask, roundTask } from './write-round.ts';

/** What one process did for one endpoint. */
export interface EndpointTurn {
  readonly delivered: number;
  readonly failed: number;
  /** Whether there is something left that could be sent now. */
  readonly more: boolean;
  /** What kept it from going on; null where nothing did. */
  readonly left: EndpointLeft | null;
}

/** Why an endpoint was left. */
export interface EndpointLeft {
  /** The endpoint. */
  readonly endpointId: string;
  /**
   * `endpoint-unreachable`, `place-unknown` (the ledger was restored: call `replayEvents`), or the kind of an error.
   */
  readonly kind: string;
  /** What happened, fit for a log. */
  readonly message: string;
}

type Left = Omit<EndpointLeft, 'endpointId'>;

interface Limits {
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
}

/** Requests to one endpoint at a time: each is for another member. */
const atOnce = 8;

/** Takes an endpoint, sends what is due until nothing is or a limit is reached, and gives it back. */
export async function takeTurn(host: WebhooksHost, endpointId: string, limits: Limits): Promise<EndpointTurn> {
  const idle: EndpointTurn = { delivered: 0, failed: 0, more: false, left: null };
  // It is looked at before it is taken: where nothing is due, nothing is written.
  const seen = await host.reads.get(endpoints, endpointId);
  if (seen.isErr()) return { ...idle, left: leftOf(endpointId, seen.error) };
  if (seen.value === null || seen.value.state === 'paused') return idle;
  const due = await readRound(host, seen.value);
  if (due.isErr()) return { ...idle, left: leftOf(endpointId, due.error) };
  if (due.value === null) return idle;
  const claimed = await host.engine.run(claimTask(endpointId));
  if (claimed.isErr()) return { ...idle, left: leftOf(endpointId, claimed.error) };
  if (claimed.value === null) return idle;
  const turn = await workOn(host, claimed.value, limits);
  // Where that fails, the lease ends by itself.
  await host.engine.run(releaseTask(claimed.value));
  return turn;
}

/** Round after round, until nothing is due or something keeps it from going on. */
async function workOn(host: WebhooksHost, taken: Endpoint, limits: Limits): Promise<EndpointTurn> {
  let [delivered, failed] = [0, 0];
  const end = (left: Left | null, more = false): EndpointTurn => ({
    delivered,
    failed,
    more,
    left: left && leftOf(taken.endpointId, left),
  });
  const goesOn = () => turnGoesOn(host, taken, limits);
  for (let mine: Endpoint | null = taken; mine?.state === 'active';) {
    const round = await readRound(host, mine);
    if (round.isErr()) return end(round.error);
    if (round.value === null) return end(null);
    if (!goesOn() || delivered + failed >= limits.limit) return end(null, true);
    const { done, isDown } = await runRound(host, mine, round.value, goesOn);
    for (const { log } of done) {
      const inVain = log.filter(isFailed).length;
      failed += inVain;
      delivered += log.length - inVain;
    }
    const written: Result<Endpoint | null, Left> = await host.engine.run(roundTask(mine, round.value, done));
    if (written.isErr()) return end(written.error);
    if (isDown) return end(unreachable);
    mine = written.value;
  }
  return end(null);
}

function leftOf(endpointId: string, { kind, message }: Left): EndpointLeft {
  return { endpointId, kind, message };
}

/** Whether an answer would come within the lease. */
function turnGoesOn({ clock, timeoutMs }: WebhooksHost, { leasedUntil }: Endpoint, { signal }: Limits): boolean {
  return !signal?.aborted && readClock(clock) + timeoutMs < (leasedUntil ?? 0);
}

/**
 * Sends the lanes of a round, some at a time. An endpoint that answers none of the first ones is not asked for the
 * others.
 */
async function runRound(
  host: WebhooksHost,
  endpoint: Endpoint,
  { lanes }: Round,
  goesOn: () => boolean,
): Promise<{ done: LaneDone[]; isDown: boolean }> {
  const done: LaneDone[] = [];
  let isDown = false;
  for (let start = 0; start < lanes.length; start += atOnce) {
    const run = async (lane: Lane) => runLane(host, endpoint, lane, () => !isDown && goesOn());
    done.push(...(await Promise.all(lanes.slice(start, start + atOnce).map(run))));
    const log = done.flatMap((lane) => lane.log);
    isDown ||= log.length >= atOnce && log.every(isUnanswered);
  }
  return { done, isDown };
}

function isFailed({ problem }: Attempt): boolean {
  return problem !== null;
}

/** Whether the endpoint as a whole is not there, rather than refusing one event. */
function isUnanswered({ status, problem }: Attempt): boolean {
  return problem !== null && (status === null || status === 429 || status >= 500);
}

const unreachable = { kind: 'endpoint-unreachable', message: 'The endpoint answered none of the requests.' };
