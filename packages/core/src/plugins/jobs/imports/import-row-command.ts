import { err, ok, type Result } from 'neverthrow';
import type { CommandMark, JobId, MemberId } from '../../../index.ts';
import { type Book } from '../../../plugin.ts';
import { entryOfCommand, reversibleEntry } from '../../../till.ts';
import { fingerprintOf, hostKeyReused } from '../../../values.ts';
import type { ImportRowBase } from '../csv/import-row.ts';
import type { ItemOutcome, ItemProblem } from '../chunk.ts';
import type { NotedBy } from '../member-change.ts';

/** What the rows of an import have where they say nothing else, and the job that they are of. */
export interface RowDefaults extends NotedBy {
  readonly jobId: JobId;
}

/** The reason and the comment of a row, or else those of the import. */
export function notedBy(
  { actor, reason, comment }: RowDefaults,
  row: Pick<ImportRowBase, 'reason' | 'comment'>,
): NotedBy {
  return { actor, reason: row.reason ?? reason, comment: row.comment ?? comment };
}

/** The command of a row with a key. By it the same row is recognised in another file. */
export function rowCommand(
  { line: _line, record: _record, leftOut: _leftOut, ...row }: ImportRowBase,
  { jobId: _jobId, ...defaults }: RowDefaults,
): CommandMark | null {
  if (row.key === null) return null;
  return { key: `key:${row.key}`, fingerprint: fingerprintOf(['import', defaults, row]) };
}

/** The outcome of a row that another file imported before; null where none did. */
export function replayOf(
  book: Book,
  memberId: MemberId,
  { key, fingerprint }: CommandMark,
): Result<ItemOutcome, ItemProblem> | null {
  const known = entryOfCommand(book, { memberId, key });
  if (known === null) return null;
  const { sequence } = known;
  if ((reversibleEntry(book, { memberId, sequence })?.reversed ?? 0) > 0) return err({ memberId, ...undoneRow });
  return known.command?.fingerprint === fingerprint
    ? ok({ outcome: 'skipped' })
    : err({ memberId, kind: hostKeyReused(key).kind, message: 'Another command has the key of this row.' });
}

const undoneRow = {
  kind: 'row-undone',
  message: 'The row was imported under this key before, and undone: give it another key to import it again.',
};
