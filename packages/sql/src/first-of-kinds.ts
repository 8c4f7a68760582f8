import type { StoredRecord } from '@pointbook/core/store';
import type { Names } from './names.ts';
import type { ReadStatements } from './read-statements.ts';
import { recordOf } from './rows.ts';
import { rowsOf, type Steps } from './steps.ts';

/** Below every number of a word. */
export const lowestWord = -32768;

/** The first record of each kind that a program has: each question skips the others of its kind. */
export function* firstOfKinds(
  { nextKind }: Pick<ReadStatements, 'nextKind'>,
  names: Names,
  program: number,
): Steps<StoredRecord[]> {
  const found: StoredRecord[] = [];
  for (let next = lowestWord; ;) {
    const [row] = yield* rowsOf(nextKind, program, next);
    if (row === undefined) return found;
    yield* names.meet(program, [row]);
    found.push(recordOf(row, names.wordOf(row['kind']), names));
    next = Number(row['kind']) + 1;
  }
}
