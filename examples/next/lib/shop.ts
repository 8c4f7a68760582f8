import { randomBytes } from 'node:crypto';
import { createPointbook } from '@pointbook/core';
import { codes } from '@pointbook/core/codes';
import { orThrow } from '@pointbook/core/errors';
import { sqliteStore } from '@pointbook/sqlite';
import Database from 'better-sqlite3';
import { openInbox } from './inbox.ts';

/** An order of the shop. Its points are in the tables of Pointbook, in the same database. */
export interface Order {
  readonly orderId: string;
  readonly customerId: string;
  /** In pence. */
  readonly total: number;
}

export type Shop = ReturnType<typeof openShop>;

/**
 * The one shop of this process. Next.js loads a module once for pages and once more for routes, and again after each
 * edit. So the shop is not kept in the module.
 */
export function theShop(): Shop {
  return (held.pointbookShop ??= openShop(new Database(process.env['SHOP_DB'] ?? 'shop.db')));
}

/** A shop with its own table, and a ledger of points, in one database. */
export function openShop(database: Database.Database) {
  database.exec(
    `CREATE TABLE IF NOT EXISTS orders (order_id TEXT PRIMARY KEY, customer_id TEXT NOT NULL, total INTEGER NOT NULL) STRICT`,
  );
  const inbox = openInbox();
  const pointbook = createPointbook({
    program: {
      programId: 'corner-shop',
      name: 'Corner Shop',
      timeZone: 'Europe/London',
      currency: 'GBP',
      earn: { rules: [{ ruleId: 'spend', earn: { per: 'amount', points: 1, of: 10 } }] },
      redeem: { rate: { points: 1, money: 1 }, otp: 'always' },
      plugins: { codes: { channels: ['sms'] } },
    },
    store: sqliteStore(database),
    // A shop's secret stays the same, for codes that were sent are checked with it.
    plugins: [
      codes({
        secret: process.env['POINTBOOK_OTP_SECRET'] ?? randomBytes(32).toString('base64'),
        notifiers: [inbox.notifier],
      }),
    ],
  });

  const { saveMember, saveInvoice } = pointbook.within(database);
  database.transaction(() => {
    orThrow(saveMember({ memberId: 'ayu', name: 'Ayu', phone: '+447700900123' }));
  })();

  // #region save-order
  /** Writes an order and its points: both, or neither. An order that comes again is written once. */
  const saveOrder = database.transaction(({ orderId, customerId, total }: Order) => {
    database.prepare('INSERT INTO orders VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(orderId, customerId, total);
    const sale = { invoiceId: orderId, memberId: customerId, currency: 'GBP', total };
    // An error of the ledger becomes an exception, which rolls back.
    orThrow(saveInvoice(sale));
  });
  // #endregion save-order

  return {
    pointbook,
    inbox,
    /** It takes the lock at once, so that nothing has to wait in the middle. */
    saveOrder: saveOrder.immediate,
    order: (orderId: string) => database.prepare(`${selected} WHERE order_id = ?`).get(orderId) as Order | undefined,
    orders: () => database.prepare(`${selected} ORDER BY rowid DESC LIMIT 10`).all() as readonly Order[],
  };
}

const selected = 'SELECT order_id AS orderId, customer_id AS customerId, total FROM orders';
const held = globalThis as { pointbookShop?: Shop };
