import { err, errAsync, ok, okAsync, type Result, ResultAsync } from 'neverthrow';
import type { Overloaded } from '../../values/errors.ts';
import { overloaded } from '../../values/failures.ts';
import { invariant } from '../../values/invariant.ts';
import type { Instant } from '../../values/instant.ts';
import type { Clock } from '../clock.ts';
import { decideBatch } from '../draft/decide-batch.ts';
import type { Loaded } from '../draft/loaded.ts';
import type { Reactions } from '../reactions/reaction.ts';
import { nextTurn as hostsNextTurn, type NextTurn } from './next-turn.ts';
import { observedBatch, type Queued, queuedFor } from '../observing/observe-batch.ts';
import type { Observer } from '../observing/observer.ts';
import { readClock } from '../read-clock.ts';
import type { StoreError } from '../store-error.ts';
import type { AnyTask, Task } from './task.ts';
import type { Transactor } from './transactor.ts';
import { wantedOf } from '../draft/wanted.ts';

/** Turns calls into batches: what arrives while a batch is in flight is the next batch. */
export interface Engine {
  /** Runs a task with those that wait, and answers once what it wrote is durable. */
  run<Receipt, Failure>(task: Task<Receipt, Failure>): ResultAsync<Receipt, Failure | StoreError | Overloaded>;
  /**
   * Runs a task of background work in a batch of its own: once no caller of `run` waits, or a few of their batches were
   * let by. On a store that can do both at once, it keeps no caller waiting even then.
   */
  runBehind<Receipt, Failure>(task: Task<Receipt, Failure>): ResultAsync<Receipt, Failure | StoreError | Overloaded>;
  /** How many tasks `run` was given so far. */
  readonly given: number;
}

/** How an engine is set up. */
export interface EngineOptions {
  readonly transactor: Transactor;
  readonly program: unknown;
  readonly reactions?: Reactions | undefined;
  readonly clock: Clock;
  /** Calls that may wait; one more is `overloaded`. */
  readonly queueLimit?: number | undefined;
  readonly nextTurn?: NextTurn | undefined;
  /** What must succeed before the first batch; where it fails, the next batch tries it again. */
  readonly prepare?: () => ResultAsync<void, StoreError>;
  /** Whether a batch may be written at the time that the clock says; null where that is known. */
  readonly judge?: (now: Instant) => Promise<Result<void, StoreError>> | null;
  /** Who is told of batches. */
  readonly observers?: readonly Observer[];
}

interface Call {
  readonly task: AnyTask;
  readonly queued: Queued | undefined;
  resolve(outcome: Result<never, unknown> | Result<unknown, never>): void;
  reject(error: unknown): void;
}

/** What waits, and whether a batch of it is in flight or about to be. */
interface Line {
  readonly waiting: Call[];
  isAwake: boolean;
}

type BatchOutcome = Result<readonly Result<unknown, unknown>[], StoreError>;

const batchLimit = 1000;
/** Batches of callers that background work lets by, so that it goes on however many there are. */
const maxBatchesLetBy = 4;
/** Errors of a batch of which only the calls that are at fault must fail. */
const isOfOneCall: ReadonlySet<string> = new Set(['store-rejected', 'store-corrupt']);
/** Commands have ids, so a commit whose answer was lost is simply asked for again. */
const triesWhenUnknown = 3;

/** One engine for a ledger and process: it lets callers share a commit. */
export function createEngine({
  transactor,
  program,
  reactions = new Map(),
  clock,
  queueLimit = 10_000,
  nextTurn = hostsNextTurn,
  prepare = () => okAsync(undefined),
  judge = () => null,
  observers = [],
}: EngineOptions): Engine {
  const setting = { program, reactions };
  const callers: Line = { waiting: [], isAwake: false };
  const behind: Line = { waiting: [], isAwake: false };
  let given = 0;
  let letBy = 0;
  let prepared = false;

  return {
    run(task) {
      given += 1;
      return lineUp(callers, task);
    },
    runBehind: (task) => lineUp(behind, task),
    get given() {
      return given;
    },
  };

  function lineUp<Receipt, Failure>(
    line: Line,
    task: Task<Receipt, Failure>,
  ): ResultAsync<Receipt, Failure | StoreError | Overloaded> {
    const { waiting } = line;
    if (waiting.length >= queueLimit) return errAsync(overloaded(waiting.length));
    const outcome = new Promise<Result<Receipt, Failure | StoreError>>((resolve, reject) => {
      waiting.push({ task, queued: queuedFor(observers), resolve: resolve as Call['resolve'], reject });
    });
    wake(line);
    return new ResultAsync(outcome);
  }

  function wake(line: Line): void {
    if (line.isAwake || line.waiting.length === 0) return;
    line.isAwake = true;
    nextTurn(() => void work(line));
  }

  async function work(line: Line): Promise<void> {
    const isBehind = line === behind;
    if (isBehind && callers.waiting.length > 0 && letBy < maxBatchesLetBy) {
      // It is woken again after their batch.
      line.isAwake = false;
      return;
    }
    await runBatch(line.waiting.splice(0, batchLimit));
    line.isAwake = false;
    letBy = isBehind ? 0 : letBy + 1;
    wake(behind);
    wake(line);
  }

  async function runBatch(calls: readonly Call[]): Promise<void> {
    try {
      const outcome = await transact(calls);
      // What is wrong with one record must not fail those who did not ask for it.
      if (outcome.isErr() && isOfOneCall.has(outcome.error.kind) && calls.length > 1) return await runOneByOne(calls);
      calls.forEach((call, index) => {
        call.resolve((outcome.isErr() ? outcome : resultAt(outcome.value, index)) as Result<unknown, never>);
      });
    } catch (error) {
      // A decision that throws is a mistake in code: only its own caller gets the error.
      if (calls.length > 1) return await runOneByOne(calls);
      calls[0]?.reject(error);
    }
  }

  async function runOneByOne(calls: readonly Call[]): Promise<void> {
    for (const call of calls) await runBatch([call]);
  }

  function transact(calls: readonly Call[]): Promise<BatchOutcome> {
    const tasks = calls.map((call) => call.task);
    return observers.length === 0
      ? transactAll(tasks)
      : observedBatch(observers, calls, (decided) => transactAll(tasks, decided));
  }

  async function transactAll(tasks: readonly AnyTask[], decided?: () => void): Promise<BatchOutcome> {
    const ready = prepared ? ok(undefined) : await prepare();
    if (ready.isErr()) return err(ready.error);
    prepared = true;
    const now = readClock(clock);
    const judging = judge(now);
    const judged = judging && (await judging);
    if (judged?.isErr()) return err(judged.error);
    const wanted = wantedOf(tasks.flatMap((task) => task.reads));
    const decide = (loaded: Loaded) => {
      const answer = decideBatch(tasks, loaded, now, setting);
      if ('draft' in answer) decided?.();
      return answer;
    };
    const once = () => transactor.transact(wanted, decide);
    let outcome = await once();
    let tries = 1;
    for (; tries < triesWhenUnknown && outcome.isErr() && outcome.error.written === 'unknown'; tries++) {
      outcome = await once();
    }
    // The last try may say `no`, and still an earlier one may have been written.
    return tries === 1 ? outcome : outcome.mapErr((error) => ({ ...error, written: 'unknown' }));
  }
}

function resultAt(results: readonly Result<unknown, unknown>[], index: number): Result<unknown, unknown> {
  const result = results[index];
  invariant(result !== undefined, 'a batch answers each of its calls');
  return result;
}
