import { err, ok, type Result } from 'neverthrow';
import { type Delimiter, type FileFormat, findFormat } from './file-format.ts';
import { countLineBreaks, faultOfRest, longestRecord, splitRecords } from './split-records.ts';
import { type UnreadableFile, unreadableLine } from './unreadable-file.ts';

/** Some records that follow each other, as cells. */
export interface RowBlock {
  readonly rows: readonly (readonly string[])[];
  /** The line on which each row begins, counted from 1; line breaks within quotes count. */
  readonly lines: readonly number[];
  /** The number of the first row. The header is record 0; empty lines are no records. */
  readonly firstRecord: number;
  readonly delimiter: Delimiter;
}

/** Turns the text of a file into rows, in blocks of the same size however the text comes. An error is the last it says. */
export interface RowReader {
  push(text: string): Iterable<Result<RowBlock, UnreadableFile>>;
  end(): Iterable<Result<RowBlock, UnreadableFile>>;
}

/** Reads CSV as RFC 4180 has it, with the delimiter declared or, where that is null, found in the header. */
export function rowReader(declared: Delimiter | null = null): RowReader {
  let format: FileFormat | null = null;
  // Text of less than a block, and the beginning of a record that the block before ended in.
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
    const found = format === null ? findFormat(text, declared, isLast) : ok(format);
    if (found === null) {
      if (text.length > longestRecord) return err(unreadableLine(line, noHeader));
      rest = text;
      return ok(null);
    }
    if (found.isErr()) return err(found.error);
    format = found.value;
    const { rows, lines, ...splitted } = splitRecords(text, line, format, isLast);
    if (splitted.fault) return err(splitted.fault);
    rest = text.slice(splitted.taken);
    ({ line } = splitted);
    // A line end of two characters may have come in half.
    if (rest.length > longestRecord + 1) return err(faultOfRest(rest, line, format));
    if (rows.length === 0) return ok(null);
    const firstRecord = record;
    record += rows.length;
    return ok({ rows, lines, firstRecord, delimiter: format.delimiter });
  }

  return {
    push,
    *end() {
      if (fault === null) yield* read(rest + waiting, true);
    },
  };
}

/**
 * In characters. Small, so that few rows are there when memory is cleared up: where many are, V8 takes it that rows stay,
 * puts them where it seldom looks, and with them all that they hold.
 */
const blockLength = 8192;

const nulProblem =
  'there is a character 0, which no text has. Is the file UTF-16 without its mark? Save it as "CSV UTF-8".';
const noHeader = `the header does not end within ${longestRecord} characters. Is a quote not closed, or is this no CSV?`;
