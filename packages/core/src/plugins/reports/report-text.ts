import { err, ok, type Result } from 'neverthrow';
import { type CsvValue, type Delimiter, writeCsv } from '../../values.ts';

/** What a row of a report may hold. */
export type ReportValue = string | number | boolean | Date | null;

/** Enough for a file or a response to take at a time. */
const blockLength = 65_536;

/**
 * Writes the rows of a report as CSV (RFC 4180, UTF-8): a header, then the columns that are named, in blocks of text.
 *
 * @remarks What a spreadsheet would run as a formula has an apostrophe before it. Instants are in ISO 8601, UTC; null
 * is an empty cell. A report that fails ends with its error, and what was written before is not all.
 *
 * @example
 * ```ts
 * import { liabilityColumns, reportCsv } from '@pointbook/core/reports';
 *
 * for await (const text of reportCsv(pointbook.reports.liability(), liabilityColumns)) {
 *   if (text.isErr()) print(text.error.message);
 *   else print(text.value);
 * }
 * ```
 */
export async function* reportCsv<Row extends { readonly [Column in keyof Row]: ReportValue }, Failure>(
  rows: AsyncIterable<Result<Row, Failure>>,
  columns: readonly (keyof Row & string)[],
  { delimiter = ',' }: { readonly delimiter?: Delimiter | undefined } = {},
): AsyncGenerator<Result<string, Failure>, void> {
  const lineOf = (values: readonly CsvValue[]) => writeCsv([values], delimiter);
  const asLine = (row: Row) => lineOf(columns.map((column) => cellOf(row[column])));
  yield* inBlocks(rows, lineOf(columns), asLine, '');
}

/**
 * Writes the rows of a report as one JSON array, in blocks of text.
 *
 * @remarks Instants are in ISO 8601, UTC. A report that fails ends with its error, and the array is not closed.
 *
 * @example
 * ```ts
 * import { reportJson } from '@pointbook/core/reports';
 *
 * for await (const text of reportJson(pointbook.reports.status())) {
 *   if (text.isErr()) print(text.error.message);
 *   else print(text.value);
 * }
 * ```
 */
export async function* reportJson<Row extends object, Failure>(
  rows: AsyncIterable<Result<Row, Failure>>,
): AsyncGenerator<Result<string, Failure>, void> {
  let before = '\n';
  const asElement = (row: Row) => {
    const text = before + JSON.stringify(row);
    before = ',\n';
    return text;
  };
  yield* inBlocks(rows, '[', asElement, '\n]\n');
}

async function* inBlocks<Row, Failure>(
  rows: AsyncIterable<Result<Row, Failure>>,
  head: string,
  textOf: (row: Row) => string,
  foot: string,
): AsyncGenerator<Result<string, Failure>, void> {
  let block = head;
  for await (const row of rows) {
    if (row.isErr()) return yield err(row.error);
    block += textOf(row.value);
    if (block.length < blockLength) continue;
    yield ok(block);
    block = '';
  }
  block += foot;
  if (block !== '') yield ok(block);
}

function cellOf(value: ReportValue | undefined): CsvValue {
  if (typeof value === 'boolean') return String(value);
  return value instanceof Date ? value.toISOString() : (value ?? null);
}
