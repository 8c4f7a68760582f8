import { StoreFailure } from '@pointbook/core/store';
import type { SqlType, SqlValue } from '@pointbook/sql';

/** What an array holds: small numbers are given as `bigint` and fit. */
export type ElementType = 'text' | 'bigint';

/** What an array of values of a column holds. */
export function elementTypeOf(type: SqlType): ElementType {
  return type === 'key' || type === 'text' ? 'text' : 'bigint';
}

/** https://www.postgresql.org/docs/current/catalog-pg-type.html: the numbers that the server knows these types by. */
const typeNumbers: Readonly<Record<ElementType, number>> = { bigint: 20, text: 25 };
/** Before the elements. */
export const headerBytes = 20;
/** Before each element; null has the length -1 and no more. */
export const lengthBytes = 4;
/** Of a UTF-16 code unit in UTF-8. */
const maxBytes = 3;

/**
 * An array as the server takes it in binary: neither side has to quote and unquote texts, which for JSON would take
 * longer than all else.
 */
export function binaryArray(type: ElementType, values: readonly SqlValue[]): Buffer {
  let size = headerBytes;
  // Counting the bytes of a text takes as long as writing it: room for the most that it can take is cut in the end.
  for (const value of values) size += lengthBytes + (typeof value === 'string' ? maxBytes * value.length : 8);
  const buffer = Buffer.allocUnsafe(size);
  const header = [1, values.includes(null) ? 1 : 0, typeNumbers[type], values.length, 1];
  let at = 0;
  for (const field of header) at = buffer.writeInt32BE(field, at);
  for (const value of values) at = writeElement(buffer, at, value);
  return buffer.subarray(0, at);
}

/** The columns of rows, from one on, as an array each. */
export function arraysOf(rows: readonly (readonly SqlValue[])[], types: readonly ElementType[], from = 0): SqlValue[] {
  return types.map((type, index) =>
    binaryArray(
      type,
      rows.map((row) => row[from + index] ?? null),
    ),
  );
}

/** Writes the length of a value and the value, and says where the next one comes. */
function writeElement(buffer: Buffer, at: number, value: SqlValue): number {
  const start = at + lengthBytes;
  if (value === null) return buffer.writeInt32BE(-1, at);
  const end = writeValue(buffer, start, value);
  buffer.writeInt32BE(end - start, at);
  return end;
}

function writeValue(buffer: Buffer, start: number, value: Exclude<SqlValue, null>): number {
  switch (typeof value) {
    case 'string':
      return start + buffer.write(value, start);
    case 'number':
      if (!Number.isSafeInteger(value)) throw new StoreFailure('store-rejected', `${value} is not a whole number.`);
      // A whole number within ±2^53, in halves: BigInt would be slower.
      return buffer.writeUInt32BE(value >>> 0, buffer.writeInt32BE(Math.floor(value / 0x1_0000_0000), start));
    default:
      throw new TypeError('An array holds texts and numbers.');
  }
}
