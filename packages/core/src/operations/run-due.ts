import { err, ok, type Result, ResultAsync } from 'neverthrow';
import { type JobReceipt, jobReceipt } from '../bulk/job-receipt.ts';
import { usualLeaseMs } from '../bulk/lease.ts';
import type { RunDueQuery } from '../schemas/job-commands.ts';
import { runDueShape } from '../schemas/job-shapes.ts';
import { parse } from '../schemas/parse.ts';
import { findDueJobs, type LeftJob, type ReadyJob, takeTurn, type TurnLimit } from './due-jobs.ts';
import { expireDue, type SweepReceipt } from '../expiring/expire-due.ts';
import type { WriteFailure } from './failures.ts';
import type { RunDueFailure } from './job-failures.ts';
import { usualChunk } from './pace.ts';
import type { Ports } from './ports.ts';

/** What one call of `runDue` did. */
export interface DueReceipt {
  /** What time had done, and is posted now. */
  readonly swept: SweepReceipt;
  /** The jobs that were worked on, as they are then, in the order in which they were started. */
  readonly jobs: readonly JobReceipt[];
  /** Running jobs that somebody else has, whose file is not at hand, or with which something went wrong. */
  readonly left: readonly LeftJob[];
  /** Whether the limit or the signal left something to do: call it again. */
  readonly more: boolean;
}

/** Some seconds of work. */
const usualLimit = 100_000;
/** Members between two looks at the signal. */
const sweptAtOnce = 5000;

/**
 * Does the work that waits, up to a limit: posts expiries and lapsed holds, and works on the jobs that are running.
 *
 * @remarks Call it from cron, a timer or a queue, in as many processes as you like. A job is leased to one of them at a
 * time, until its part is done; leases only save work, for everything is done once without them. Where a sweep and jobs
 * both wait, each has half of the limit. What goes wrong with one job is told in `left`, and keeps no other waiting; a sweep
 * that fails is the error of the call, after the jobs had their turn. The time is that of the ledger's clock.
 *
 * @example
 * ```ts
 * import { runDue } from '@pointbook/core/bulk';
 *
 * const due = await runDue(ports)({ limit: 10_000 });
 * if (due.isErr()) print(due.error.kind, due.error.message);
 * else if (due.value.more) print('call it again');
 * ```
 */
export function runDue(ports: Ports) {
  return (query: RunDueQuery = {}): ResultAsync<DueReceipt, RunDueFailure> =>
    parse(runDueShape, query).asyncAndThen(
      ({ limit = usualLimit, chunkSize = usualChunk, leaseMs = usualLeaseMs, ...hooks }) =>
        new ResultAsync(work(ports, { limit, chunkSize, leaseMs, ...hooks })),
    );
}

async function work(ports: Ports, turn: TurnLimit): Promise<Result<DueReceipt, RunDueFailure>> {
  const found = await findDueJobs(ports, turn);
  if (found.isErr()) return err(found.error);
  const { ready, left } = found.value;
  const swept = await sweep(ports, { ...turn, limit: ready.length > 0 ? Math.ceil(turn.limit / 2) : turn.limit });
  const limit = turn.limit - swept.map(({ members }) => members).unwrapOr(0);
  const worked = await workOnJobs(ports, ready, { ...turn, limit });
  return swept.map((sweeping) => ({
    swept: sweeping,
    jobs: worked.jobs,
    left: [...left, ...worked.left],
    more: sweeping.more || worked.more,
  }));
}

/** Posts what is due, some at a time, so that a signal is heeded. */
async function sweep(ports: Ports, { limit, signal }: TurnLimit): Promise<Result<SweepReceipt, WriteFailure>> {
  let swept: SweepReceipt = { members: 0, entries: 0, more: true };
  while (swept.more && swept.members < limit && !signal?.aborted) {
    const some = await expireDue(ports)({ limit: Math.min(sweptAtOnce, limit - swept.members) });
    if (some.isErr()) return err(some.error);
    const { members, entries, more } = some.value;
    swept = { members: swept.members + members, entries: swept.entries + entries, more };
  }
  return ok(swept);
}

/** Works on one job after the other until the limit is reached. */
async function workOnJobs(
  ports: Ports,
  ready: readonly ReadyJob[],
  turn: TurnLimit,
): Promise<Pick<DueReceipt, 'jobs' | 'left' | 'more'>> {
  const jobs: JobReceipt[] = [];
  const left: LeftJob[] = [];
  let { limit } = turn;
  let more = false;
  for (const each of ready) {
    if (limit === 0 || turn.signal?.aborted) return { jobs, left, more: true };
    const { job, done, left: leftIt } = await takeTurn(ports, each, { ...turn, limit });
    limit -= done;
    if (job) jobs.push(jobReceipt(job));
    if (leftIt) left.push(leftIt);
    more ||= job?.state === 'running' && leftIt === null;
  }
  return { jobs, left, more };
}
