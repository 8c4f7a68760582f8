import { createPointbook } from '@pointbook/core';
import { sqliteStore } from '@pointbook/sqlite';
import type { Database } from 'better-sqlite3';

/** A sale as the till has it. */
export interface Sale {
  readonly number: string;
  readonly customer: string;
  /** In pence. */
  readonly total: number;
}

/** A till with its own database, in which the points live too. */
export function openTill(database: Database) {
  database.exec('CREATE TABLE IF NOT EXISTS invoice (number TEXT PRIMARY KEY, customer TEXT, total INTEGER) STRICT');
  const pointbook = createPointbook({
    program: {
      programId: 'corner-shop',
      name: 'Corner Shop',
      timeZone: 'Europe/London',
      currency: 'GBP',
      earn: { rules: [{ ruleId: 'spend', earn: { per: 'amount', points: 1, of: 1_00 } }] },
    },
    store: sqliteStore(database),
  });

  // #region sell
  /** Writes a sale and its points: both, or neither. What throws inside rolls back the whole transaction. */
  const sell = database.transaction(({ number, customer, total }: Sale, afterwards: () => void = () => {}) => {
    database.prepare('INSERT INTO invoice VALUES (?, ?, ?)').run(number, customer, total);
    const saved = pointbook
      .within(database)
      .saveInvoice({ invoiceId: number, memberId: customer, currency: 'GBP', total });
    if (saved.isErr()) throw new SaleRefused(saved.error.message);
    afterwards();
    return saved.value.earned;
  });
  // #endregion sell

  return {
    pointbook,
    /** BEGIN IMMEDIATE takes the lock at once, so that nothing has to wait in the middle. */
    sell: sell.immediate,
    invoices: () => database.prepare('SELECT number FROM invoice ORDER BY number').pluck().all(),
  };
}

/** A sale that was rolled back because its points could not be posted. */
export class SaleRefused extends Error {}
