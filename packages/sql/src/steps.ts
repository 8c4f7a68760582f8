/** What a database stores, as texts, whole numbers and nulls; a driver may have values of its own, such as arrays. */
export type SqlValue = string | number | null | Uint8Array;

/** A statement of SQL, with `?` where each value goes. */
export interface Question {
  /** The text of the statement. */
  readonly sql: string;
  /** The values of its parameters, in order. */
  readonly values: readonly SqlValue[];
  /** Whether the values decide how it is best done, so that a plan made for others does not serve. */
  readonly isPlannedAnew?: true;
}

/** A row as a driver gives it: figures as numbers or as their digits. */
export type Row = Readonly<Record<string, string | number | null>>;

/** The rows of several questions, in their order; none for one that writes. */
export type Answers = readonly (readonly Row[])[];

/**
 * Work that asks a database: each list of questions that it yields is answered before it goes on.
 *
 * @remarks So one text serves drivers that answer at once (`runNow`) and drivers that answer later (`runLater`). What
 * is in one list may go to the server together; the questions are carried out in order.
 */
export type Steps<T> = Generator<readonly Question[], T, Answers>;

/** Does work with a driver that answers at once. */
export function runNow<T>(work: Steps<T>, ask: (question: Question) => readonly Row[]): T {
  let step = work.next();
  while (step.done !== true) step = work.next(step.value.map(ask));
  return step.value;
}

/**
 * Does work with a driver that answers later; where the work was begun already, `answers` are those to what it asked.
 */
export async function runLater<T>(
  work: Steps<T>,
  ask: (questions: readonly Question[]) => Promise<Answers>,
  answers?: Answers,
): Promise<T> {
  let step = answers === undefined ? work.next() : work.next(answers);
  while (step.done !== true) step = work.next(await ask(step.value));
  return step.value;
}

/** Statements without values, in one text: they are carried out once, or too seldom to be prepared. */
export function script(sql: string): Question {
  return { sql, values: [], isPlannedAnew: true };
}

/** Asks one thing, and answers with its rows. */
export function* rowsOf(sql: string, ...values: readonly SqlValue[]): Steps<readonly Row[]> {
  const [rows = []] = yield [{ sql, values }];
  return rows;
}
