import type Database from 'better-sqlite3';

/** What a verb of the ledger answers. */
interface Answer {
  isErr(): boolean;
}

/**
 * Writes the shop's rows and calls verbs of `pointbook.within(database)` in one transaction. Where the work answers a
 * failure, nothing of it is there, the shop's rows neither.
 */
export function allOrNothing<Answered extends Answer>(database: Database.Database, work: () => Answered): Answered {
  const run = database.transaction(() => {
    const answered = work();
    if (answered.isErr()) throw new TakenBack(answered);
    return answered;
  });
  try {
    return run.immediate();
  } catch (thrown) {
    if (thrown instanceof TakenBack) return thrown.answered as Answered;
    throw thrown;
  }
}

/** Makes the database roll back. */
class TakenBack extends Error {
  readonly answered: Answer;

  constructor(answered: Answer) {
    super('The ledger refused it.');
    this.answered = answered;
  }
}
