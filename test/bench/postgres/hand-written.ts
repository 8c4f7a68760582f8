// The baseline of an application that keeps points by itself: an account, its entries, its lots, and a key by which a
// retry is known, in four statements. It was written and committed before anything was tuned, and it is not to be
// slowed down to flatter anyone.
import type pg from 'pg';
import { endOfPoints } from '../raw-sale.ts';
import { memberCount, memberIdOf, openTill, type TillSale } from '../shop.ts';
import { inTransaction, openPool, type RawLedger, type RawLedgerOptions } from './raw-ledger.ts';

const tables = `
  CREATE SCHEMA shop;
  CREATE TABLE shop.accounts (member_id text PRIMARY KEY, balance bigint NOT NULL);
  CREATE TABLE shop.entries (
    entry bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, member_id text NOT NULL, points bigint NOT NULL,
    balance_after bigint NOT NULL, invoice_id text NOT NULL, posted_at bigint NOT NULL, posted_by text NOT NULL
  );
  CREATE INDEX entries_of_member ON shop.entries (member_id, entry);
  CREATE TABLE shop.lots (
    lot bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, member_id text NOT NULL, points bigint NOT NULL,
    ends_at bigint NOT NULL
  );
  CREATE INDEX lots_of_member ON shop.lots (member_id, ends_at);
  CREATE TABLE shop.used_keys (key text PRIMARY KEY, used_at bigint NOT NULL)`;

// A sale that was saved before violates the primary key.
const useKey = { name: 'use-key', text: 'INSERT INTO shop.used_keys (key, used_at) VALUES ($1, $2)' };
const addLot = { name: 'add-lot', text: 'INSERT INTO shop.lots (member_id, points, ends_at) VALUES ($1, $2, $3)' };
const addToBalance = {
  name: 'add-to-balance',
  text: 'UPDATE shop.accounts SET balance = balance + $1 WHERE member_id = $2 RETURNING balance',
};
const addEntry = {
  name: 'add-entry',
  text: `INSERT INTO shop.entries (member_id, points, balance_after, invoice_id, posted_at, posted_by)
    VALUES ($1, $2, $3, $4, $5, $6)`,
};

/** Fills an empty database with the members of the shop, who have each bought once. */
export async function prepareHandWritten(url: string): Promise<void> {
  const pool = openPool(url, 1);
  await pool.query(tables);
  const members = Array.from({ length: memberCount }, (_, index) => memberIdOf(index));
  await pool.query('INSERT INTO shop.accounts (member_id, balance) SELECT unnest($1::text[]), 0', [members]);
  const till = openTill('first');
  await inTransaction(pool, async (client) => {
    for (const memberId of members) await earn(client, { ...till(), memberId }, Date.now());
  });
  await pool.query('VACUUM ANALYZE');
  await pool.end();
}

/**
 * BEGIN, note the key, add the lot, update the account, add the entry, COMMIT: the account is locked as late as can be.
 */
export async function openHandWritten({ url, connections, now = Date.now }: RawLedgerOptions): Promise<RawLedger> {
  const pool = openPool(url, connections);
  return {
    earn: (sale) => inTransaction(pool, (client) => earn(client, sale, now())),
    close: () => pool.end(),
  };
}

async function earn(
  client: pg.PoolClient,
  { invoiceId, memberId, actor, total }: TillSale,
  soldAt: number,
): Promise<void> {
  const points = Math.floor(total / 1000);
  await client.query({ ...useKey, values: [invoiceId, soldAt] });
  await client.query({ ...addLot, values: [memberId, points, endOfPoints(soldAt)] });
  const { rows } = await client.query<{ balance: string }>({ ...addToBalance, values: [points, memberId] });
  const account = rows[0];
  if (account === undefined) throw new Error(`There is no member ${memberId}.`);
  await client.query({ ...addEntry, values: [memberId, points, account.balance, invoiceId, soldAt, actor] });
}
