import { type Question, script } from '@pointbook/sql';

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
  const begin = script(['BEGIN ISOLATION LEVEL READ COMMITTED', ...settings].join('; '));
  const rollback = script('ROLLBACK');
  return { begin, beginAgain: [rollback, begin], undo: [rollback], keep: script('COMMIT') };
}

/** A transaction that reads, and sees everything as it was at one moment. */
export const readingFrame = {
  begin: script('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'),
  undo: script('ROLLBACK'),
};

/** A part of the host's transaction. */
export const joinedFrame: Frame = {
  begin: script('SAVEPOINT pointbook'),
  beginAgain: [script('ROLLBACK TO SAVEPOINT pointbook')],
  undo: [script('ROLLBACK TO SAVEPOINT pointbook'), script('RELEASE SAVEPOINT pointbook')],
  keep: script('RELEASE SAVEPOINT pointbook'),
};
