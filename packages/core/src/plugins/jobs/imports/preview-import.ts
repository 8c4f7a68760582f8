import { err, ok, type Result } from 'neverthrow';
import type { InvalidCommand, StoreError } from '../../../index.ts';
import { type FailureOf, query } from '../../../plugin.ts';
import { readClock } from '../../../till.ts';
import { phoneMistake } from './phone-mistake.ts';
import { flag, optional, shape, strict } from '../../../shapes.ts';
import type { ImportBlock } from '../csv/import-file.ts';
import type { ImportOptions } from '../csv/import-options.ts';
import type { ImportRow } from '../csv/import-row.ts';
import type { RowProblem } from '../csv/row-problem.ts';
import { type FileSource, fileSource } from './file-source.ts';
import { importFields, type ImportQuery, toImportOptions } from './import-query.ts';
import { endedRow } from './opening-effect.ts';
import { type FileDiffers, type FileFailure, readThrough } from './import-source.ts';
import type { FileHost } from '../jobs-host.ts';
import { nothingUnknown, unknownRows } from './unknown-rows.ts';

/** The file, how it is written, and what its rows do. */
export interface PreviewImportQuery extends ImportQuery {
  /** The file. */
  readonly source: FileSource;
  /**
   * Whether the members of the rows are looked up in the ledger; true when left out. It reads the ledger once for each
   * row.
   */
  readonly lookUp?: boolean | undefined;
}

/** What importing a file would do, as far as the file and the members who are enrolled tell. */
export interface ImportPreview {
  /** What `startImport` asks for: SHA-256 of the file, in hexadecimal. */
  readonly digest: string;
  /** Rows, without the header. `accepted + rejected = records`. */
  readonly records: number;
  /** Rows that are good as far as that tells. */
  readonly accepted: number;
  /** Rows that are not accepted. */
  readonly rejected: number;
  /** The points that good rows of `add` give, or the sum of the balances that good rows of the other modes state. */
  readonly given: number;
  /** Points in all that good rows of `add` take, and the debts that those of `opening` bring. */
  readonly taken: number;
  /** What is wrong with the first hundred bad rows. */
  readonly problems: readonly RowProblem[];
  /** Cells that good rows are done without, where the import is lenient. */
  readonly leftOut: number;
  /** What is wrong with the first hundred of them. */
  readonly leftOutCells: readonly RowProblem[];
  /** Those of the points given that have ended by now: `opening` gives them, and they are gone at once. */
  readonly ended: number;
  /** What is to be said of the first hundred of the rows that have them. */
  readonly endedRows: readonly RowProblem[];
}

const maxProblems = 100;

/**
 * Reads a CSV file from its first byte to its last, looks its members up, and says what its rows would do. It writes
 * nothing.
 *
 * @remarks A bad row is not a failure: `problems` has the first hundred of them. Points whose end has passed are no
 * mistake either: `ended` says how many would be gone at once. Whether a member has the points that a
 * row takes shows when the file is imported. Fails with `unreadable-file`, `bad-header`, `source-failed`,
 * `invalid-command` and the errors of the store. `store-locked` and `store-unavailable` are retryable. (`file-differs`
 * is in the type because a job reads its file in the same way. A preview never fails with it.)
 *
 * @example
 * ```ts
 * const preview = await pointbook.jobs.previewImport({ mode: 'add', source });
 * if (preview.isOk()) print(`${preview.value.accepted} good rows`, preview.value.problems);
 * ```
 */
export const previewImport = query({
  name: 'previewImport',
  route: 'POST /imports/preview',
  input: shape<PreviewImportQuery>()(strict({ source: fileSource(), lookUp: optional(flag()), ...importFields })),
  failures: { 'unreadable-file': true, 'bad-header': true, 'source-failed': true, 'file-differs': true },
  answer: ({ source, lookUp = true, ...format }, host: FileHost) =>
    preview(source, toImportOptions(format, host.phones && host.program.phoneCountry), lookUp, host),
});

/** What can go wrong with `previewImport`. */
export type PreviewImportFailure = FailureOf<typeof previewImport>;

async function preview(
  source: FileSource,
  options: ImportOptions,
  lookUp: boolean,
  host: FileHost,
): Promise<Result<ImportPreview, FileFailure | FileDiffers | StoreError | InvalidCommand>> {
  const mistake = phoneMistake(options, host);
  if (mistake !== null) return err(mistake);
  const sums = { accepted: 0, rejected: 0, given: 0, taken: 0, leftOut: 0, ended: 0 };
  const problems: RowProblem[] = [];
  const leftOutCells: RowProblem[] = [];
  const endedRows: RowProblem[] = [];
  const now = readClock(host.clock);
  let failure: StoreError | null = null;
  const read = await readThrough(source, options, host.phones, async (block) => {
    const found =
      lookUp && failure === null ? await unknownRows(host, block.rows, options.lenient) : ok(nothingUnknown);
    if (found.isErr()) failure = found.error;
    const { rejected, leftOut } = found.unwrapOr(nothingUnknown);
    count(block, rejected, sums);
    const bad = block.rejected.map(({ problem }) => problem).concat([...rejected.values()]);
    addSome(problems, rejected.size === 0 ? bad : bad.sort((a, b) => a.record - b.record));
    for (const row of block.rows) {
      if (rejected.has(row.record)) continue;
      const cells = (row.leftOut ?? []).concat(leftOut.get(row.record) ?? []);
      sums.leftOut += cells.length;
      addSome(
        leftOutCells,
        cells.map((cell) => ({ line: row.line, record: row.record, ...cell })),
      );
      const ended = row.mode === 'opening' ? endedRow(row, host.program, now) : null;
      if (ended === null) continue;
      sums.ended += pointsOf(row);
      addSome(endedRows, [{ line: row.line, record: row.record, ...ended }]);
    }
  });
  if (failure !== null) return err(failure);
  return read.map((digest) => ({
    digest,
    records: sums.accepted + sums.rejected,
    ...sums,
    problems,
    leftOutCells,
    endedRows,
  }));
}

function addSome(list: RowProblem[], more: readonly RowProblem[]): void {
  list.push(...more.slice(0, maxProblems - list.length));
}

function count(
  { rows, rejected }: ImportBlock,
  unknown: ReadonlyMap<number, RowProblem>,
  sums: { accepted: number; rejected: number; given: number; taken: number },
) {
  sums.rejected += rejected.length + unknown.size;
  sums.accepted += rows.length - unknown.size;
  for (const row of rows) {
    if (unknown.has(row.record)) continue;
    const points = pointsOf(row);
    if (points < 0) sums.taken -= points;
    else sums.given += points;
  }
}

function pointsOf(row: ImportRow): number {
  return row.mode === 'add' ? row.points : row.balance;
}
