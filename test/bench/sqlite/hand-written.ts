// The baseline of an application that keeps points by itself: an account, its entries, its lots, and a key by which a
// retry is known. It was written and committed before anything was tuned, and it is not to be slowed down to flatter
// anyone.
import { endOfPoints } from '../raw-sale.ts';
import { memberCount, memberIdOf, openTill, type TillSale } from '../shop.ts';
import { openDurableFile } from './durable-file.ts';
import type { RawLedger } from './raw-ledger.ts';

const tables = `
  CREATE TABLE accounts (member_id TEXT NOT NULL PRIMARY KEY, balance INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE entries (
    entry INTEGER PRIMARY KEY, member_id TEXT NOT NULL, points INTEGER NOT NULL, balance_after INTEGER NOT NULL,
    invoice_id TEXT NOT NULL, posted_at INTEGER NOT NULL, posted_by TEXT NOT NULL
  ) STRICT;
  CREATE INDEX entries_of_member ON entries (member_id, entry);
  CREATE TABLE lots (
    lot INTEGER PRIMARY KEY, member_id TEXT NOT NULL, points INTEGER NOT NULL, ends_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX lots_of_member ON lots (member_id, ends_at);
  CREATE TABLE used_keys (key TEXT NOT NULL PRIMARY KEY, used_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;`;

/** Makes a file with the members of the shop, who have each bought once. */
export function prepareHandWritten(path: string): void {
  const { database } = openDurableFile(path);
  database.exec(tables);
  database.close();
  const members = Array.from({ length: memberCount }, (_, index) => memberIdOf(index));
  const ledger = openHandWritten(path);
  ledger.enrol(members);
  const till = openTill('first');
  ledger.earnAll(members.map((memberId) => ({ ...till(), memberId })));
  ledger.close();
}

/** Opens such a file. */
export function openHandWritten(
  path: string,
  now: () => number = Date.now,
): RawLedger & { enrol(members: readonly string[]): void } {
  const { database, inTransaction } = openDurableFile(path);
  const enrol = database.prepare('INSERT INTO accounts (member_id, balance) VALUES (?, 0)');
  // A sale that was saved before violates the primary key.
  const useKey = database.prepare('INSERT INTO used_keys (key, used_at) VALUES (?, ?)');
  const addToBalance = database
    .prepare('UPDATE accounts SET balance = balance + ? WHERE member_id = ? RETURNING balance')
    .pluck();
  const addEntry = database.prepare(
    `INSERT INTO entries (member_id, points, balance_after, invoice_id, posted_at, posted_by)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const addLot = database.prepare('INSERT INTO lots (member_id, points, ends_at) VALUES (?, ?, ?)');

  const write = ({ invoiceId, memberId, actor, total }: TillSale): void => {
    const soldAt = now();
    const points = Math.floor(total / 1000);
    useKey.run(invoiceId, soldAt);
    const balance = addToBalance.get(points, memberId);
    if (balance === undefined) throw new Error(`There is no member ${memberId}.`);
    addEntry.run(memberId, points, balance, invoiceId, soldAt, actor);
    addLot.run(memberId, points, endOfPoints(soldAt));
  };

  return {
    enrol: (members) =>
      inTransaction(() => {
        for (const memberId of members) enrol.run(memberId);
      }),
    earn: (sale) => inTransaction(() => write(sale)),
    earnAll: (sales) =>
      inTransaction(() => {
        for (const sale of sales) write(sale);
      }),
    close: () => void database.close(),
  };
}
