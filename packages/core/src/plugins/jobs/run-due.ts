import { expireDue, type SweepReceipt } from '../../index.ts';
import { type DueWork, type FailureOf, type PluginDue, query } from '../../plugin.ts';
import { type ExpireDueFailure } from '../../till.ts';
import { abortSignal, leaf, mustBe, notJson, optional, optionalShape, strict, whole } from '../../shapes.ts';
import { err, ok, type Result } from 'neverthrow';
import { findDueJobs, type LeftJob, type ReadyJob, type SourceOf, takeTurn, type TurnLimit } from './due-jobs.ts';
import { type JobReceipt, jobReceipt } from './job-receipt.ts';
import type { JobsHost } from './jobs-host.ts';
import { usualLeaseMs } from './lease.ts';
import { messageOf } from './message-of.ts';
import { chunkSizeField, usualChunk } from './run-job.ts';

/** How much background work to do at once. */
export interface RunDueQuery {
  /** Members and rows, from 1 to 1,000,000; 100,000 when left out. */
  readonly limit?: number | undefined;
  /** Gives the file of an import, or null where it is not at hand; without this, imports are left alone. */
  readonly sourceOf?: SourceOf | undefined;
  /** Members in one commit of a job at most: from 1 to 5,000; 1,000 when left out. */
  readonly chunkSize?: number | undefined;
  /**
   * After how many milliseconds without a chunk a job counts as left by its worker: from 1,000 to 3,600,000; 60,000
   * when left out. Choose it longer than a chunk takes, and than reading the file of an import takes.
   */
  readonly leaseMs?: number | undefined;
  /** Ends the work after the chunk that is being written. Abort it when the process is asked to end. */
  readonly signal?: AbortSignal | undefined;
}

/** What one call of `runDue` did. */
export interface DueReceipt {
  /** What time had done, and is posted now. */
  readonly swept: SweepReceipt;
  /** The jobs that were worked on, as they are then, in the order in which they were started. */
  readonly jobs: readonly JobReceipt[];
  /**
   * Running jobs that were not finished: another worker has them, their file is not at hand, or something went wrong.
   */
  readonly left: readonly LeftJob[];
  /** What other plugins did of their own work, such as deliveries: one item for each that has such work. */
  readonly plugins: readonly PluginTurn[];
  /** Whether the limit or the signal left something to do: call it again. */
  readonly more: boolean;
}

/** What a plugin did of its own work. */
export interface PluginTurn extends DueWork {
  /** The name of the plugin. */
  readonly plugin: string;
}

/** Members and rows of one call when the caller names no limit. */
const usualLimit = 100_000;
/** Members between two looks at the signal. */
const sweptAtOnce = 5000;

/**
 * Does the work that waits, up to a limit: posts expiries and lapsed holds, works on the jobs that are running, and has
 * other plugins do theirs.
 *
 * @remarks Call it from cron, a timer or a queue, in as many processes as you like. A job is leased to one of them at a
 * time, until its part is done. Leases only save work: everything is done once without them, too. Where both a sweep
 * and jobs wait, each has half of the limit. Each other plugin has a limit of that size of its own, and works at the
 * same time. An error of one job is in `left`, and keeps no other job waiting. A sweep that fails is the error of the
 * call, after the jobs were worked on. The time is that of the ledger's clock.
 *
 * Fails with `invalid-command`, `overloaded` and the errors of the store. `overloaded`, `store-locked` and
 * `store-unavailable` are retryable. What was done before a failure stays.
 *
 * @example
 * ```ts
 * const due = await pointbook.jobs.runDue({ limit: 10_000 });
 * if (due.isErr()) print(due.error.kind, due.error.message);
 * else if (due.value.more) print('call it again');
 * ```
 */
export const runDue = query({
  name: 'runDue',
  route: 'POST /jobs/due',
  input: optionalShape<RunDueQuery>()(
    strict({
      limit: optional(whole(1, 1_000_000)),
      sourceOf: optional(sourceOf()),
      chunkSize: chunkSizeField(),
      leaseMs: optional(whole(1000, 3_600_000)),
      signal: optional(abortSignal()),
    }),
  ),
  failures: { overloaded: true },
  writes: true,
  answer: ({ limit = usualLimit, chunkSize = usualChunk, leaseMs = usualLeaseMs, ...hooks }, host: JobsHost) =>
    work(host, { limit, chunkSize, leaseMs, ...hooks }),
});

/** What can go wrong with `runDue` as a whole; an error of one job is in `left`. */
export type RunDueFailure = FailureOf<typeof runDue>;

async function work(host: JobsHost, turn: TurnLimit): Promise<Result<DueReceipt, ExpireDueFailure>> {
  // What waits for others, such as deliveries, keeps no job waiting.
  const [own, plugins] = await Promise.all([workOfOwn(host, turn), workOfPlugins(host, turn)]);
  return own.map((done) => ({ ...done, plugins, more: done.more || plugins.some(({ more }) => more) }));
}

async function workOfPlugins({ due = [] }: JobsHost, { limit, signal }: TurnLimit): Promise<readonly PluginTurn[]> {
  return Promise.all(
    due.map(async (each) => ({ plugin: each.plugin, ...(await workOfPlugin(each, { limit, signal })) })),
  );
}

/** A plugin that throws keeps no other work waiting. */
async function workOfPlugin({ work: turn }: PluginDue, limits: Pick<TurnLimit, 'limit' | 'signal'>): Promise<DueWork> {
  try {
    return await turn(limits);
  } catch (thrown) {
    const message = messageOf(thrown) ?? 'It threw something that is no Error.';
    return { done: 0, more: false, left: [{ kind: 'plugin-threw', message }] };
  }
}

async function workOfOwn(
  host: JobsHost,
  turn: TurnLimit,
): Promise<Result<Omit<DueReceipt, 'plugins'>, ExpireDueFailure>> {
  const found = await findDueJobs(host, turn);
  if (found.isErr()) return err(found.error);
  const { ready, left } = found.value;
  const swept = await sweep(host, { ...turn, limit: ready.length > 0 ? Math.ceil(turn.limit / 2) : turn.limit });
  const limit = turn.limit - swept.map(({ members }) => members).unwrapOr(0);
  const worked = await workOnJobs(host, ready, { ...turn, limit });
  return swept.map((sweeping) => ({
    swept: sweeping,
    jobs: worked.jobs,
    left: [...left, ...worked.left],
    more: sweeping.more || worked.more,
  }));
}

/** Posts what is due, some at a time, so that a signal is heeded. */
async function sweep(host: JobsHost, { limit, signal }: TurnLimit): Promise<Result<SweepReceipt, ExpireDueFailure>> {
  let swept: SweepReceipt = { members: 0, entries: 0, left: [], more: true };
  while (swept.more && swept.members < limit && !signal?.aborted) {
    const some = await expireDue(host)({ limit: Math.min(sweptAtOnce, limit - swept.members) });
    if (some.isErr()) return err(some.error);
    const { members, entries, left, more } = some.value;
    // Each part of the sweep tries again those that were left before it.
    const added = left.filter(({ memberId }) => !swept.left.some((known) => known.memberId === memberId));
    swept = {
      members: swept.members + members,
      entries: swept.entries + entries,
      left: [...swept.left, ...added],
      more,
    };
  }
  return ok(swept);
}

/** Works on one job after the other until the limit is reached. */
async function workOnJobs(
  host: JobsHost,
  ready: readonly ReadyJob[],
  turn: TurnLimit,
): Promise<Pick<DueReceipt, 'jobs' | 'left' | 'more'>> {
  const jobs: JobReceipt[] = [];
  const left: LeftJob[] = [];
  let { limit } = turn;
  let more = false;
  for (const each of ready) {
    if (limit === 0 || turn.signal?.aborted) return { jobs, left, more: true };
    const { job, done, left: leftIt } = await takeTurn(host, each, { ...turn, limit });
    limit -= done;
    if (job) jobs.push(jobReceipt(job));
    if (leftIt) left.push(leftIt);
    more ||= job?.state === 'running' && leftIt === null;
  }
  return { jobs, left, more };
}

function sourceOf() {
  return leaf<SourceOf>(
    (value) =>
      typeof value === 'function'
        ? null
        : mustBe('a function that tells where the file of a job is', value, 'Write (job) => source, for example.'),
    undefined,
    notJson,
  );
}
