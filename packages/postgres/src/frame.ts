import type { Question } from '@pointbook/sql';

/** How a transaction, or a part of one, begins and ends. */
export interface Frame {
  readonly begin: Question;
  /** Lets go of everything since the beginning, and begins anew. */
  readonly beginAgain: readonly Question[];
  readonly undo: readonly Question[];
  /** The answer of its server must name this command, or nothing was kept. */
  readonly keep: Question;
}

/** A transaction of our own; `settings` are made for it alone. */
export function ownFrame(settings: readonly string[] = []): Frame {
  const begin = command(['BEGIN ISOLATION LEVEL READ COMMITTED', ...settings].join('; '));
  const rollback = command('ROLLBACK');
  return { begin, beginAgain: [rollback, begin], undo: [rollback], keep: command('COMMIT') };
}

/** A transaction that reads, and sees everything as it was at one moment. */
export const readingFrame = {
  begin: command('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'),
  undo: command('ROLLBACK'),
};

/** A part of the host's transaction. */
export const joinedFrame: Frame = {
  begin: command('SAVEPOINT pointbook'),
  beginAgain: [command('ROLLBACK TO SAVEPOINT pointbook')],
  undo: [command('ROLLBACK TO SAVEPOINT pointbook'), command('RELEASE SAVEPOINT pointbook')],
  keep: command('RELEASE SAVEPOINT pointbook'),
};

function command(sql: string): Question {
  return { sql, values: [], isPlannedAnew: true };
}
