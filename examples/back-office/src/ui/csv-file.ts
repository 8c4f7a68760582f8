import { type AnyFailure, PointbookError } from '@pointbook/core/errors';
import { reportCsv, type ReportValue } from '@pointbook/core/reports';
import type { Result } from 'neverthrow';
import type { Page } from './env.ts';

/** A column of a file: what stands above it, and what a row has in it. */
export interface CsvColumn<Row> {
  readonly label: string;
  readonly of: (row: Row) => ReportValue;
}

type Rows<Row> = AsyncIterable<Result<Row, AnyFailure>>;

// #region file
/**
 * Answers rows as a file for Excel, as they come: it wants a mark before the first byte to know UTF-8, and takes the
 * columns apart at semicolons where a comma is in its numbers. `reportCsv` takes the sting out of texts that are
 * formulas. A report that fails breaks the connection off, so that no browser takes a part of it for the whole.
 */
export function csvFile<Row>(c: Page, name: string, rows: Rows<Row>, columns: readonly CsvColumn<Row>[]) {
  const delimiter = decimalSign(c.var.formats.locale) === ',' ? ';' : ',';
  const labels = columns.map(({ label }) => label);
  const blocks = reportCsv(labelled(rows, columns), labels, { delimiter });
  return c.body(streamOf(encoded(blocks)), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
  });
}
// #endregion file

async function* labelled<Row>(rows: Rows<Row>, columns: readonly CsvColumn<Row>[]) {
  for await (const row of rows)
    yield row.map((value) => Object.fromEntries(columns.map(({ label, of }) => [label, of(value)])));
}

/** Asks for the next part when the one before is on its way. */
function streamOf(parts: AsyncGenerator<Uint8Array<ArrayBuffer>, void>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    async pull(controller) {
      const { value } = await parts.next();
      if (value === undefined) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await parts.return()),
  });
}

// #region encoded
async function* encoded(blocks: Rows<string>): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const encoder = new TextEncoder();
  yield encoder.encode('\uFEFF');
  for await (const block of blocks) {
    if (block.isErr()) throw new PointbookError(block.error);
    yield encoder.encode(block.value);
  }
}
// #endregion encoded

function decimalSign(locale: string): string | undefined {
  const parts = new Intl.NumberFormat(locale).formatToParts(0.5);
  return parts.find(({ type }) => type === 'decimal')?.value;
}

/** Money from minor units as a cell of a reader's spreadsheet has it: without groups and without the currency. */
export function moneyCell(c: Page, currency: string): (minor: number) => string {
  const { locale } = c.var.formats;
  const digits = new Intl.NumberFormat(locale, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
  const format = new Intl.NumberFormat(locale, { useGrouping: false, minimumFractionDigits: digits ?? 2 });
  return (minor) => format.format(minor / 10 ** (digits ?? 2));
}

/** An instant as spreadsheets read it, in the shop's time zone. */
export function momentCell(timeZone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'short', timeZone });
  return (at) => format.format(at);
}
