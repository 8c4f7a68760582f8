import type { ResultAsync } from 'neverthrow';
import type { Overloaded } from '../../values/errors.ts';
import type { Instant } from '../../values/instant.ts';
import type { Engine } from './engine.ts';
import { isHostsOwn } from './next-turn.ts';
import type { StoreError } from '../store-error.ts';
import type { Task } from './task.ts';

/**
 * How many members background work takes in one commit: many while nobody sells, else so few that a till does not feel
 * it.
 */
export interface Stride {
  /** Lets others go first, and answers how many members the next commit may have, up to `most`. */
  next(most: number): Promise<number>;
  /** Does one commit, or a part of it. */
  run<Receipt, Failure>(task: Task<Receipt, Failure>): ResultAsync<Receipt, Failure | StoreError | Overloaded>;
}

/** What a stride goes by, beside what the engine tells. */
export interface StrideOptions {
  /** Whether anything was posted after an instant, as by tills of other processes. */
  soldSince?(at: Instant): Promise<boolean>;
  /** Milliseconds since some moment. */
  now?(): number;
  /** Waits. */
  pause?(ms: number): Promise<unknown>;
}

/** So many are always done, however long they take; by the first commit, too, whose code is not compiled yet. */
const leastSize = 32;
/** How long a commit may take while tills sell. */
const goalMs = 3;
/** After so many commits without a sale nobody sells. */
const calmAfter = 128;
/** At first fewer are enough. Each leaves tills that wait the time to sell, and so to be noticed. */
const trials = 8;
/** What part of its time a commit is followed by a pause of, in which a process that waits for its lock can get it. */
const rest = { selling: 1, calm: 1 / 40 };

type Pause = NonNullable<StrideOptions['pause']>;

/** Waits by a timer of the host; where a test runner has put a fake in its place, nobody waits. */
export function pauseBy({ setTimeout }: Pick<typeof globalThis, 'setTimeout'>): Pause {
  return async (ms) => !isHostsOwn(setTimeout, 'setTimeout') || new Promise((resolve) => void setTimeout(resolve, ms));
}

// As they are when the module is loaded: a test runner may put a timer in their place that never comes.
const hostsNow = performance.now.bind(performance);
const hostsPause = pauseBy({ setTimeout: globalThis.setTimeout });

/** Begins background work. */
export function strideOf(
  engine: Pick<Engine, 'runBehind' | 'given'>,
  { soldSince = async () => false, now = hostsNow, pause = hostsPause }: StrideOptions = {},
): Stride {
  let size = leastSize;
  let calm = calmAfter - trials;
  let { given } = engine;
  /** When the last commit was decided, by the ledger's clock. */
  let at: Instant | null = null;
  let tookMs = 0;

  return {
    async next(most) {
      const restMs = tookMs * (calm > calmAfter ? rest.calm : rest.selling);
      if (restMs >= 1) await pause(restMs);
      // After the pause, in which tills sold that had waited for the commit.
      const isSelling = engine.given > given || (at !== null && (await soldSince(at)));
      ({ given } = engine);
      calm = isSelling ? 0 : calm + 1;
      const isCalm = calm > calmAfter;
      if (at !== null) size = Math.round(size * (isCalm ? 2 : Math.min(goalMs / tookMs, 2)));
      size = Math.max(Math.min(size, most), leastSize);
      return Math.min(size, most);
    },
    run(task) {
      let begunAt = 0;
      const timed: typeof task = {
        ...task,
        decide(book) {
          at = book.now;
          begunAt ||= now();
          return task.decide(book);
        },
      };
      return engine.runBehind(timed).map((receipt) => {
        tookMs = now() - begunAt;
        return receipt;
      });
    },
  };
}
