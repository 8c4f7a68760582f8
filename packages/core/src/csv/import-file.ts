import { err, ok, type Result } from 'neverthrow';
import { byteDecoder, type Decoded } from './decode-bytes.ts';
import { fileDigest } from './digest.ts';
import { type RepeatFinder, repeatFinder } from './find-repeats.ts';
import { readHeader } from './header.ts';
import { headerRules, type ImportOptions } from './import-options.ts';
import type { ImportRow } from './import-row.ts';
import { isProblem, type RowJudge, rowJudge } from './import-rows.ts';
import { type RowBlock, rowReader } from './read-rows.ts';
import type { RowProblem } from './row-problem.ts';
import { type UnreadableFile, unreadableLine } from './unreadable-file.ts';

/** The header does not fit the mode. */
export interface BadHeader {
  readonly kind: 'bad-header';
  readonly message: string;
  readonly problems: readonly RowProblem[];
}

/** A row that is not taken, with its cells as they came. */
export interface RejectedRow {
  readonly problem: RowProblem;
  readonly cells: readonly string[];
}

/** What some records say. */
export interface ImportBlock {
  readonly header: readonly string[];
  readonly rows: readonly ImportRow[];
  readonly rejected: readonly RejectedRow[];
  /** The cells of a record, whether or not it was taken. */
  cellsOf(record: number): readonly string[];
}

/** Reads a file of points, chunk by chunk. After an error it is used no more. */
export interface ImportReader {
  push(bytes: Uint8Array): Iterable<Result<ImportBlock, UnreadableFile | BadHeader>>;
  end(): Iterable<Result<ImportBlock, UnreadableFile | BadHeader>>;
  /** SHA-256 of the bytes, once they ended. */
  digest(): string;
}

/** Reads the rows of an import as far as that goes without the ledger. What it says is the same for chunks of any size. */
export function importReader(options: ImportOptions): ImportReader {
  const decoder = byteDecoder();
  const digest = fileDigest();
  const rows = rowReader(options.delimiter);
  let header: readonly string[] = [];
  let judge: RowJudge | null = null;
  let findRepeats: RepeatFinder = () => [];

  function* read(decoded: Decoded): Iterable<Result<ImportBlock, UnreadableFile | BadHeader>> {
    for (const block of rows.push(decoded.text)) yield block.andThen(judgeBlock);
    if (decoded.error) yield err(decoded.error);
  }

  function judgeBlock(block: RowBlock): Result<ImportBlock, BadHeader> {
    const first = judge === null ? 1 : 0;
    if (judge === null) {
      header = block.rows[0] ?? [];
      const columns = readHeader(header, block.lines[0] ?? 1, headerRules[options.mode]);
      if (columns.isErr()) return err(badHeader(columns.error));
      judge = rowJudge(columns.value, header.length, options);
      findRepeats = repeatFinder(columns.value);
    }
    const cellsOf = (record: number) => block.rows[record - block.firstRecord] ?? [];
    const good: ImportRow[] = [];
    const problems: RowProblem[] = [];
    for (let index = first; index < block.rows.length; index += 1) {
      const row = judge(block.rows[index] ?? [], block.lines[index] ?? 0, block.firstRecord + index);
      if (isProblem(row)) problems.push(row);
      else good.push(row);
    }
    const repeats = findRepeats(good);
    const taken = good.filter((_row, index) => repeats[index] === null);
    if (taken.length < good.length) {
      problems.push(...repeats.filter((repeat) => repeat !== null));
      problems.sort((a, b) => a.record - b.record);
    }
    const rejected = problems.map((problem) => ({ problem, cells: cellsOf(problem.record) }));
    return ok({ header, rows: taken, rejected, cellsOf });
  }

  return {
    *push(bytes) {
      digest.update(bytes);
      // A file that comes whole must not be held as rows as a whole.
      for (let from = 0; from < bytes.length; from += pieceBytes) {
        yield* read(decoder.push(bytes.subarray(from, from + pieceBytes)));
      }
    },
    *end() {
      const last = decoder.end();
      yield* read(last);
      if (last.error) return;
      for (const block of rows.end()) yield block.andThen(judgeBlock);
      if (header.length === 0)
        yield err(unreadableLine(1, 'the file is empty. It must begin with the names of its columns.'));
    },
    digest: () => digest.end(),
  };
}

function badHeader(problems: readonly RowProblem[]): BadHeader {
  const told = problems.map(({ column, problem }) => (column === null ? problem : `${column} ${problem}`));
  return { kind: 'bad-header', message: `The header does not fit: ${told.join('; ')}.`, problems };
}

const pieceBytes = 65_536;
