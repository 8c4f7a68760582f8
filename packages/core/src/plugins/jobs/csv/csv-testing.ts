import fc from 'fast-check';
import { byteDecoder } from './bytes/byte-decoder.ts';
import type { Delimiter } from '../../../csv/write-csv.ts';
import { rowReader } from './records/row-reader.ts';
import type { UnreadableFile } from './bytes/unreadable-file.ts';

/** The rows of a whole file with their lines, or the error. */
export type Reading =
  | { readonly rows: readonly (readonly string[])[]; readonly lines: readonly number[] }
  | UnreadableFile;

/** Reads a file in chunks that end at these places. */
export function readCsvBytes(
  bytes: Uint8Array,
  at: readonly number[] = [],
  delimiter: Delimiter | null = null,
): Reading {
  const decoder = byteDecoder();
  const reader = rowReader(delimiter);
  const rows: (readonly string[])[] = [];
  const lines: number[] = [];
  for (const decoded of [...chunksOf(bytes, at)].map((chunk) => decoder.push(chunk)).concat(decoder.end())) {
    for (const block of reader.push(decoded.text)) {
      if (block.isErr()) return block.error;
      rows.push(...block.value.rows);
      lines.push(...block.value.lines);
    }
    if (decoded.error) return decoded.error;
  }
  for (const block of reader.end()) {
    if (block.isErr()) return block.error;
    rows.push(...block.value.rows);
    lines.push(...block.value.lines);
  }
  return { rows, lines };
}

/** Reads a text as UTF-8. */
export function readCsv(text: string, at: readonly number[] = [], delimiter: Delimiter | null = null): Reading {
  return readCsvBytes(new TextEncoder().encode(text), at, delimiter);
}

/** The pieces of a file between the places named. */
export function* chunksOf(bytes: Uint8Array, at: readonly number[]): Iterable<Uint8Array> {
  const places = [0, ...at.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  for (let index = 1; index < places.length; index += 1) yield bytes.slice(places[index - 1], places[index]);
}

/** Places at which a file is cut: none, some, or after each byte. */
export function cuts(): fc.Arbitrary<number[]> {
  return fc.oneof(
    fc.constant<number[]>([]),
    fc.array(fc.nat(), { maxLength: 20 }),
    fc.constant(Array.from({ length: 2000 }, (_, index) => index)),
  );
}
