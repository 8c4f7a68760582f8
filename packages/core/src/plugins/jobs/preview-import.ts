import type { Result } from 'neverthrow';
import type { ImportBlock } from '../../csv/import-file.ts';
import type { ImportOptions } from '../../csv/import-options.ts';
import type { ImportRow } from '../../csv/import-row.ts';
import type { RowProblem } from '../../csv/row-problem.ts';
import { query } from '../../kernel/query.ts';
import type { FailureOf } from '../../kernel/verb.ts';
import { strict } from '../../schemas/objects.ts';
import { shape } from '../../schemas/shape.ts';
import { type FileSource, fileSource } from './file-source.ts';
import { importFields, type ImportQuery, toImportOptions } from './import-query.ts';
import { type FileDiffers, type FileFailure, readThrough } from './import-source.ts';

/** The file, how it is written, and what its rows do. */
export interface PreviewImportQuery extends ImportQuery {
  /** The file. */
  readonly source: FileSource;
}

/** What importing a file would do, as far as the file shows it. */
export interface ImportPreview {
  /** What `startImport` asks for: SHA-256 of the file, in hexadecimal. */
  readonly digest: string;
  /** Rows, without the header. `accepted + rejected = records`. */
  readonly records: number;
  /** Rows that are good as far as the file tells. */
  readonly accepted: number;
  /** Rows that are not accepted. */
  readonly rejected: number;
  /** The points that good rows of `add` give, or the sum of the balances that good rows of the other modes state. */
  readonly given: number;
  /** Points in all that good rows of `add` take. */
  readonly taken: number;
  /** What is wrong with the first hundred bad rows. */
  readonly problems: readonly RowProblem[];
}

const mostProblems = 100;

/**
 * Reads a CSV file from its first byte to its last and says what its rows would do. It writes nothing, and does not look
 * at the ledger: whether a member is known shows when the file is imported.
 *
 * @remarks A bad row is not a failure: `problems` has the first hundred of them. Fails with `unreadable-file`,
 * `bad-header`, `source-failed` and `invalid-command`. None of them is retryable by itself. (`file-differs` is in the type
 * because a job reads its file in the same way. A preview never fails with it.)
 *
 * @example
 * ```ts
 * const preview = await pointbook.jobs.previewImport({ mode: 'add', source });
 * if (preview.isOk()) print(`${preview.value.accepted} good rows`, preview.value.problems);
 * ```
 */
export const previewImport = query({
  name: 'previewImport',
  input: shape<PreviewImportQuery>()(strict({ source: fileSource(), ...importFields })),
  failures: { 'unreadable-file': true, 'bad-header': true, 'source-failed': true, 'file-differs': true },
  answer: ({ source, ...format }, _host: object) => preview(source, toImportOptions(format)),
});

/** What can go wrong with `previewImport`. */
export type PreviewImportFailure = FailureOf<typeof previewImport>;

async function preview(
  source: FileSource,
  options: ImportOptions,
): Promise<Result<ImportPreview, FileFailure | FileDiffers>> {
  const problems: RowProblem[] = [];
  const sums = { accepted: 0, rejected: 0, given: 0, taken: 0 };
  const read = await readThrough(source, options, (block) => {
    count(block, sums);
    for (const { problem } of block.rejected) if (problems.length < mostProblems) problems.push(problem);
  });
  return read.map((digest) => ({ digest, records: sums.accepted + sums.rejected, ...sums, problems }));
}

function count(
  { rows, rejected }: ImportBlock,
  sums: { accepted: number; rejected: number; given: number; taken: number },
) {
  sums.accepted += rows.length;
  sums.rejected += rejected.length;
  for (const row of rows) {
    const points = pointsOf(row);
    if (points < 0) sums.taken -= points;
    else sums.given += points;
  }
}

function pointsOf(row: ImportRow): number {
  return row.mode === 'add' ? row.points : row.balance;
}
