import { createPointbook, type Pointbook } from '@pointbook/core';
import { sqliteStore } from '@pointbook/sqlite';

/** The ledger of all races between processes, on a file. */
export function openLedger(file: string): Pointbook {
  return createPointbook({
    program: {
      programId: 'shop',
      name: 'Shop',
      timeZone: 'UTC',
      currency: 'EUR',
      earn: { rules: [{ ruleId: 'all', earn: { per: 'amount', points: 1, of: 1 } }] },
      redeem: { rate: { points: 1, money: 1 } },
    },
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
