import { reportCsv, reportJson, type ReportValue } from '@pointbook/core/reports';
import { ok, type Result } from 'neverthrow';
import { type Failure, failureOf } from '../cli-failure.ts';
import { blockOf, tableOf, type TableStyle } from './table.ts';
import type { Talk } from './talk.ts';
import { columnsOf, paint, type Terminal, write } from '../terminal.ts';

/** How data is written. */
export type Format = 'table' | 'csv' | 'json';

type RowOf<Row> = { readonly [Column in keyof Row]: ReportValue };
type Rows<Row> = AsyncIterable<Result<Row, Failure>>;

/** How many rows are shown, and of what. */
export interface Shown<Row> {
  /** All columns. */
  readonly columns: readonly (keyof Row & string)[];
  /** Those of a table, where it is not all of them. */
  readonly inTable?: readonly (keyof Row & string)[];
  /** All rows where it is left out, and on a terminal a screen full. */
  readonly limit?: number | undefined;
}

/** Writes what a command answers, on stdout. */
export interface Printer {
  /** One thing. As JSON it has more than the row, where more is given: what a column cannot hold. */
  one<Row extends RowOf<Row>>(row: Row, columns: readonly (keyof Row & string)[], more?: object): Promise<void>;
  /** Many, one after another. */
  many<Row extends RowOf<Row>>(rows: Rows<Row>, shown: Shown<Row>): Promise<void>;
}

const screenful = 50;

/** Opens a printer. */
export function openPrinter(
  { stdout }: Pick<Terminal, 'stdout'>,
  talk: Talk,
  format: Format,
  timeZone: string,
): Printer {
  const style: TableStyle = { timeZone, columns: columnsOf(stdout), head: (text) => paint(stdout, 'bold', text) };
  const writeAll = async (text: Rows<string>) => {
    for await (const block of text) {
      if (block.isErr()) throw failureOf(block.error);
      await write(stdout, block.value);
    }
  };
  return {
    one: async (row, columns, more = {}) => {
      if (format === 'json') return write(stdout, `${JSON.stringify({ ...row, ...more }, null, 2)}\n`);
      if (format === 'table') return write(stdout, blockOf(row, columns, style));
      return writeAll(reportCsv(only(row), columns));
    },
    many: async (rows, { columns, inTable = columns, limit }) => {
      if (format === 'json') return writeAll(reportJson(first(rows, limit)));
      if (format === 'csv') return writeAll(reportCsv(first(rows, limit), columns));
      const most = limit ?? screenful;
      const shown = [];
      for await (const row of first(rows, most + 1)) {
        if (row.isErr()) throw failureOf(row.error);
        shown.push(row.value);
      }
      if (shown.length === 0) return talk.say('There is nothing to show.');
      await write(stdout, tableOf(shown.slice(0, most), inTable, style));
      if (shown.length > most)
        talk.say(`These are the first ${most} rows. --limit shows more. A file or a pipe gets all.`);
    },
  };
}

async function* only<Row>(row: Row): AsyncGenerator<Result<Row, Failure>, void> {
  yield ok(row);
}

async function* first<Row>(
  rows: Rows<Row>,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<Result<Row, Failure>, void> {
  let left = limit;
  for await (const row of rows) {
    if (left <= 0) return;
    left -= 1;
    yield row;
  }
}
