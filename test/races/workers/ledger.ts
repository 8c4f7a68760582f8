import { createPointbook, type Pointbook } from '@pointbook/core';
import { sqliteStore } from '@pointbook/sqlite';
import { shop } from './shop.ts';

/** The ledger of all races between processes, on a file. */
export function openLedger(file: string): Pointbook {
  return createPointbook({
    program: shop,
    store: sqliteStore(file, { lockTimeoutMs: 30_000 }),
  });
}

/** The file that the parent named. */
export function fileFromParent(): string {
  const [, , file] = process.argv;
  if (file === undefined) throw new Error('The parent names a file.');
  return file;
}

/** Tells the parent something. */
export function tell(message: unknown): void {
  process.send?.(message);
}
