import { err, ok, type Result } from 'neverthrow';
import { byteDecoder, type Decoded } from './byte-decoder.ts';
import { fileDigest } from './digest.ts';
import { type RepeatFinder, repeatFinder } from './repeat-finder.ts';
import { readHeader } from './read-header.ts';
import { headerRules, type ImportOptions } from './import-options.ts';
import type { ImportRow } from './import-row.ts';
import { isProblem, type RowJudge, rowJudge } from './row-judge.ts';
import { type RowBlock, rowReader } from './row-reader.ts';
import type { RowProblem } from './row-problem.ts';
import { type UnreadableFile, unreadableLine } from './unreadable-file.ts';

/** The columns of the file are not those of the mode. */
export interface BadHeader {
  /** The name of the error. */
  readonly kind: 'bad-header';
  /** What is wrong with the header, in words for a log. */
  readonly message: string;
  /** Each thing that is wrong; `record` is 0. */
  readonly problems: readonly RowProblem[];
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

/** Checks the rows of an import as far as possible without the ledger. The result does not depend on the sizes of chunks. */
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
      // A file that comes as one chunk must not be in memory as rows all at once.
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
  const texts = problems.map(({ column, problem }) => (column === null ? problem : `${column} ${problem}`));
  return { kind: 'bad-header', message: `The header does not fit: ${texts.join('; ')}.`, problems };
}

const pieceBytes = 65_536;
