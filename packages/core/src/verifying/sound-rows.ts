import { err, ok, type Result } from 'neverthrow';
import type { StoreError } from '../kernel/store-error.ts';
import { StoreFailure } from '../kernel/store-failure.ts';

/** Decodes rows. One that is damaged is told, and left out. */
export function soundRows<Row, Value>(
  rows: readonly Row[],
  decode: (row: Row) => Value,
  damaged: (row: Row, problem: string) => void,
): Value[] {
  return rows.flatMap((row) => {
    try {
      return [decode(row)];
    } catch (thrown) {
      // A format that no library has is damage, too: a ledger that is newer was refused before.
      if (!(thrown instanceof StoreFailure)) throw thrown;
      // Who reads this has called verify already.
      damaged(row, thrown.remedied?.problem ?? thrown.message);
      return [];
    }
  });
}

/**
 * What was read. A row that is damaged, a column of its format included, is told where all rows of its kind are
 * checked.
 */
export function unlessDamaged<Value>(read: Result<Value, StoreError>): Result<Value | 'damaged', StoreError> {
  return read.orElse((error) => (isDamage(error) ? ok('damaged' as const) : err(error)));
}

function isDamage({ kind }: StoreError): boolean {
  return kind === 'store-corrupt' || kind === 'store-schema-newer';
}
