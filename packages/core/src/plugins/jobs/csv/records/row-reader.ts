import { err, ok, type Result } from 'neverthrow';
import type { Delimiter } from '../../../../values.ts';
import { countLineBreaks, type CsvFormat, findCsvFormat, type FoundFormat } from '../csv-format.ts';
import { faultOfRest, maxRecordLength, splitRecords } from './split-records.ts';
import { type UnreadableFile, unreadableLine } from '../bytes/unreadable-file.ts';

/** Consecutive records of a file, as cells. */
export interface RowBlock {
  readonly rows: readonly (readonly string[])[];
  /** The line on which each row begins, counted from 1. Line breaks within quotes count. */
  readonly lines: readonly number[];
  /** The number of the first row. The header is record 0. Empty lines are not counted. */
  readonly firstRecord: number;
  readonly delimiter: Delimiter;
}

/**
 * Reads the text of a file as rows. The blocks do not depend on the sizes of the texts that are pushed. Nothing comes
 * after an error.
 */
export interface RowReader {
  push(text: string): Iterable<Result<RowBlock, UnreadableFile>>;
  end(): Iterable<Result<RowBlock, UnreadableFile>>;
}

/** Reads CSV by RFC 4180. If no delimiter is declared, it is found in the header. */
export function rowReader(declared: Delimiter | null = null): RowReader {
  let format: CsvFormat | null = null;
  // Text that is shorter than a block, and the unfinished record at the end of the last block.
  let waiting = '';
  let rest = '';
  let line = 1;
  let record = 0;
  let fault: UnreadableFile | null = null;

  function* push(text: string): Iterable<Result<RowBlock, UnreadableFile>> {
    waiting += text;
    let from = 0;
    for (; waiting.length - from >= blockLength && fault === null; from += blockLength) {
      yield* read(rest + waiting.slice(from, from + blockLength), false);
    }
    if (from > 0) waiting = waiting.slice(from);
  }

  function* read(text: string, isLast: boolean): Iterable<Result<RowBlock, UnreadableFile>> {
    const block = split(text, isLast);
    if (block.isOk() && block.value === null) return;
    if (block.isErr()) fault = block.error;
    yield block as Result<RowBlock, UnreadableFile>;
  }

  function split(text: string, isLast: boolean): Result<RowBlock | null, UnreadableFile> {
    const nul = text.indexOf('\0');
    if (nul >= 0) return err(unreadableLine(line + countLineBreaks(text.slice(0, nul)), nulProblem));
    const found: Result<CsvFormat | FoundFormat, UnreadableFile> | null =
      format === null ? findCsvFormat(text, declared, isLast) : ok(format);
    if (found === null) {
      if (text.length > maxRecordLength) return err(unreadableLine(line, noHeader));
      rest = text;
      return ok(null);
    }
    if (found.isErr()) return err(found.error);
    const before = 'before' in found.value ? found.value.before : 0;
    const { delimiter, lineEnd } = found.value;
    format = { delimiter, lineEnd };
    line += countLineBreaks(text.slice(0, before));
    const records = text.slice(before);
    const { rows, lines, ...splitted } = splitRecords(records, line, format, isLast);
    if (splitted.fault) return err(splitted.fault);
    rest = records.slice(splitted.taken);
    ({ line } = splitted);
    // One more character than a record, because the text may end within a line end of two characters.
    if (rest.length > maxRecordLength + 1) return err(faultOfRest(rest, line, format));
    if (rows.length === 0) return ok(null);
    const firstRecord = record;
    record += rows.length;
    return ok({ rows, lines, firstRecord, delimiter });
  }

  return {
    push,
    *end() {
      if (fault === null) yield* read(rest + waiting, true);
    },
  };
}

/**
 * In characters. With larger blocks, more rows survive a minor garbage collection, and V8 moves them to the old
 * generation, where they stay until the next major collection.
 */
const blockLength = 8192;

const nulProblem =
  'there is a character 0, which texts do not contain. The file may be UTF-16 without its mark. Save it as "CSV UTF-8".';
const noHeader = `the header does not end within ${maxRecordLength} characters. Check for a quote that is not closed.`;
