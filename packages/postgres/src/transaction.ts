import {
  CommitFailure,
  DecisionFailure,
  StoreFailure,
  widenKeys,
  type Decide,
  type ProgramId,
  type RecordKeys,
} from '@pointbook/core';
import { feedBases } from './feed-base.ts';
import { recordLoader } from './load-records.ts';
import { ask, askAll, isPipelined, unprepared, type Queryable, type Question } from './session.ts';
import { isAnswer, mayBeWritten } from './store-errors.ts';
import type { Tables } from './tables.ts';
import { changeWriter } from './write-changes.ts';

/** How a transaction, or a part of one, begins and ends. */
export interface Frame {
  readonly begin: Question;
  /** Lets go of everything since the beginning, and begins anew. */
  readonly beginAgain: readonly Question[];
  readonly undo: readonly Question[];
  /** The answer of its server must name this command, or nothing was kept. */
  readonly keep: Question;
}

/** Loads, decides and writes within a frame: all of it is kept, or nothing. */
export type RunDecision = <T>(
  client: Queryable,
  frame: Frame,
  programId: ProgramId,
  keys: RecordKeys,
  decide: Decide<T>,
) => Promise<T>;

/** How decisions run on these tables: one flight to begin, lock and read, and one to write and commit. */
export function decisionRunner(tables: Tables): RunDecision {
  const load = recordLoader(tables);
  const write = changeWriter(tables);
  const bases = feedBases(tables);

  return async (client, frame, programId, keys, decide) => {
    let opening: readonly Question[] = [frame.begin];
    let overtaken = 0;
    for (let wanted = keys; ; opening = frame.beginAgain) {
      const known = bases.known(client, programId);
      const { questions, read } = load(programId, wanted);
      const first = known === undefined ? [...opening, bases.question(programId)] : opening;
      const answers = await askAll(client, [...first, ...questions]);
      const { base, mending } =
        known === undefined ? bases.read(client, programId, answers[first.length - 1]) : { base: known, mending: [] };
      const loaded = read(answers.slice(first.length));
      // Members do not go, so once they are locked this is over; a profile without a member is somebody's own doing.
      if (loaded.isOvertaken && ++overtaken < 3) continue;
      const decided = asItsOwn(() => decide(loaded.records));
      if ('needs' in decided) {
        const { needs } = decided;
        wanted = asItsOwn(() => widenKeys(wanted, needs));
        continue;
      }
      const writes = write(programId, base, loaded, decided.changes);
      if (writes.length === 0) await askAll(client, frame.undo);
      else await keep(client, frame, [...mending, ...writes]);
      return decided.value;
    }
  };
}

/** Writes and commits; in one flight where that can be, for nothing has to be decided in between. */
async function keep(client: Queryable, frame: Frame, writes: readonly Question[]): Promise<void> {
  if (!isPipelined(client)) await askAll(client, writes);
  const [written, kept] = await Promise.allSettled([
    isPipelined(client) ? askAll(client, writes) : [],
    ask(client, frame.keep),
  ]);
  // Where the server refused a write, it did not commit what followed.
  if (written.status === 'rejected' && isAnswer(written.reason)) throw written.reason;
  for (const each of [written, kept]) {
    if (each.status === 'fulfilled') continue;
    if (!mayBeWritten(each.reason)) throw each.reason;
    throw new CommitFailure('It is not known whether COMMIT was carried out', { cause: each.reason });
  }
  if (kept.status === 'fulfilled' && kept.value.command === 'ROLLBACK')
    throw new StoreFailure('store-unavailable', 'The server rolled the transaction back: try again.');
}

/** Marks what a decision throws, so that it reaches its caller as it is. */
function asItsOwn<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw new DecisionFailure('decide threw', { cause: thrown });
  }
}

/** A transaction of our own; `settings` are made for it alone. */
export function ownFrame(settings: readonly string[] = []): Frame {
  const begin = command(['BEGIN ISOLATION LEVEL READ COMMITTED', ...settings].join('; '));
  const rollback = command('ROLLBACK');
  return { begin, beginAgain: [rollback, begin], undo: [rollback], keep: command('COMMIT') };
}

/** A part of the host's transaction. */
export const joinedFrame: Frame = {
  begin: command('SAVEPOINT pointbook'),
  beginAgain: [command('ROLLBACK TO SAVEPOINT pointbook')],
  undo: [command('ROLLBACK TO SAVEPOINT pointbook'), command('RELEASE SAVEPOINT pointbook')],
  keep: command('RELEASE SAVEPOINT pointbook'),
};

function command(text: string): Question {
  return { statement: unprepared(text), values: [] };
}
