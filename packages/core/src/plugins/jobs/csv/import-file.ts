import { err, ok, type Result } from 'neverthrow';
import { byteDecoder } from './bytes/byte-decoder.ts';
import type { Decoded } from './bytes/decoded.ts';
import { fileDigest } from './bytes/digest.ts';
import type { PhoneReader } from './cells/phone-reader.ts';
import { isSpare, type RepeatFinder, repeatFinder } from './repeats/repeat-finder.ts';
import { type ImportOptions, rejectedColumns, rulesFor } from './import-options.ts';
import { findHeader } from './header/find-header.ts';
import type { ImportRow } from './import-row.ts';
import { isProblem, type RowChecker, rowChecker } from './row-checker.ts';
import { type RowBlock, rowReader } from './records/row-reader.ts';
import type { RowProblem } from './row-problem.ts';
import { type UnreadableFile, unreadableLine } from './bytes/unreadable-file.ts';

/** The columns of the file are not those of the mode. */
export interface BadHeader {
  /** The name of the error. */
  readonly kind: 'bad-header';
  /** What is wrong with the header, in words for a log. */
  readonly message: string;
  /** Each thing that is wrong; `record` is 0. */
  readonly problems: readonly RowProblem[];
  /** The names that a column may have, or be mapped to. */
  readonly known: readonly string[];
}

/** A row that is not accepted, with its cells as in the file. */
export interface RejectedRow {
  readonly problem: RowProblem;
  readonly cells: readonly string[];
}

/** The content of consecutive records. */
export interface ImportBlock {
  readonly header: readonly string[];
  readonly rows: readonly ImportRow[];
  readonly rejected: readonly RejectedRow[];
  /** The cells of a record, accepted or rejected. */
  cellsOf(record: number): readonly string[];
}

/** Reads an import file, chunk by chunk. It is not used after an error. */
export interface ImportReader {
  push(bytes: Uint8Array): Iterable<Result<ImportBlock, UnreadableFile | BadHeader>>;
  end(): Iterable<Result<ImportBlock, UnreadableFile | BadHeader>>;
  /** SHA-256 of all bytes, in hexadecimal. It is called after `end`. */
  digest(): string;
}

/**
 * Checks the rows of an import as far as possible without the ledger. The result does not depend on the sizes of
 * chunks.
 */
export function importReader(options: ImportOptions, phones: PhoneReader | null = null): ImportReader {
  const decoder = byteDecoder(options.encoding);
  const digest = fileDigest();
  const rows = rowReader(options.delimiter);
  let header: readonly string[] = [];
  let check: RowChecker | null = null;
  let findRepeats: RepeatFinder = () => [];

  function* read(decoded: Decoded): Iterable<Result<ImportBlock, UnreadableFile | BadHeader>> {
    for (const block of rows.push(decoded.text)) yield block.andThen(checkBlock);
    if (decoded.error) yield err(decoded.error);
  }

  function checkBlock(block: RowBlock): Result<ImportBlock, BadHeader> {
    let first = 0;
    if (check === null) {
      const found = findHeader(block, options);
      if (found.isErr()) return err(badHeader(found.error, options));
      const { columns, index } = found.value;
      first = index + 1;
      header = block.rows[index] ?? [];
      check = rowChecker(columns, header.length, options, phones);
      findRepeats = repeatFinder(columns);
    }
    const cellsOf = (record: number) => block.rows[record - block.firstRecord] ?? [];
    const good: ImportRow[] = [];
    const problems: RowProblem[] = [];
    for (let index = first; index < block.rows.length; index += 1) {
      const row = check(block.rows[index] ?? [], block.lines[index] ?? 0, block.firstRecord + index);
      if (isProblem(row)) problems.push(row);
      else good.push(row);
    }
    const taken: ImportRow[] = [];
    for (const [index, repeats] of findRepeats(good).entries()) {
      const row = good[index] as ImportRow;
      const bad = repeats.find(({ column }) => !options.lenient || !isSpare(column, row));
      if (bad === undefined) taken.push(repeats.length === 0 ? row : withoutCells(row, repeats));
      else problems.push(bad);
    }
    if (taken.length < good.length) problems.sort((a, b) => a.record - b.record);
    const rejected = problems.map((problem) => ({ problem, cells: cellsOf(problem.record) }));
    return ok({ header, rows: taken, rejected, cellsOf });
  }

  return {
    *push(bytes) {
      digest.update(bytes);
      // A file that comes as one chunk must not be in memory as rows all at once.
      for (let from = 0; from < bytes.length; from += pieceBytes) {
        yield* read(decoder.push(bytes.subarray(from, from + pieceBytes)));
      }
    },
    *end() {
      const last = decoder.end();
      yield* read(last);
      if (last.error) return;
      for (const block of rows.end()) yield block.andThen(checkBlock);
      if (header.length === 0)
        yield err(unreadableLine(1, 'the file is empty. It must begin with the names of its columns.'));
    },
    digest: () => digest.end(),
  };
}

/** A row without what another row has already. */
function withoutCells(row: ImportRow, repeats: readonly RowProblem[]): ImportRow {
  const cells = repeats.map(({ column, problem, fix }) => ({ column, problem, fix }));
  const empty = Object.fromEntries(repeats.map(({ column }) => [column, null]));
  return { ...row, ...empty, leftOut: [...(row.leftOut ?? []), ...cells] };
}

function badHeader(problems: readonly RowProblem[], options: ImportOptions): BadHeader {
  const texts = problems.map(
    ({ column, problem, fix }) => `${column === null ? problem : `${column} ${problem}`}. ${fix}`,
  );
  const known = rulesFor(options).known.filter((name) => !rejectedColumns.some((column) => column === name));
  return {
    kind: 'bad-header',
    message: `The header does not fit: ${texts.join(' ')} Known are ${known.join(', ')}. Map a column that has another name, or pass over those that are not known.`,
    problems,
    known,
  };
}

const pieceBytes = 65_536;
