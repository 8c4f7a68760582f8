// A baseline: earning as most applications write it, four statements in a transaction. It stores what the library
// stores, it does no more than that needs, and it is not to be slowed down to flatter anyone.
import type pg from 'pg';
import { type AccountJson, type ActivityJson, addPurchase, effectJson, invoiceJson, reckon } from '../raw-sale.ts';
import type { TillSale } from '../shop.ts';
import {
  inTransaction,
  type MemberRow,
  numbersIn,
  openPool,
  type RawLedger,
  type RawLedgerOptions,
} from './raw-ledger.ts';

const findMember = {
  name: 'find-member',
  text: `SELECT sequence, balance, lot_points, position, account, activity
    FROM pointbook.accounts WHERE program = $1 AND member_id = $2 FOR UPDATE`,
};
// An invoice that was saved before violates the primary key.
const addInvoice = {
  name: 'add-invoice',
  text: 'INSERT INTO pointbook.records (program, kind, key, format, version, body) VALUES ($1, $2, $3, 1, $4, $5)',
};
const addEntry = {
  name: 'add-entry',
  text: `INSERT INTO pointbook.entries (program, member_id, sequence, kind, cause, delta, balance_after, posted_at,
      effective_at, actor, reference_type, reference_id, format, effect, version, position)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11, 1, $12, $13,
      greatest($14, pg_current_xact_id()::text::bigint))`,
};
// The first points to expire stay the first: a lot that is added ends after those that are there.
const saveMember = {
  name: 'save-member',
  text: `UPDATE pointbook.accounts SET sequence = $3, balance = $4, lot_points = $5, last_instant = $6, account = $7,
      activity = $8, position = greatest(position, pg_current_xact_id()::text::bigint)
    WHERE program = $1 AND member_id = $2`,
};

/** BEGIN, read and lock the member, insert the invoice and the entry, update the member, COMMIT. */
export async function openFourStatements({ url, connections, now = Date.now }: RawLedgerOptions): Promise<RawLedger> {
  const pool = openPool(url, connections);
  const { program, version, ...words } = await numbersIn(pool);

  const write = async (client: pg.PoolClient, sale: TillSale): Promise<void> => {
    const { invoiceId, memberId, actor } = sale;
    const found = await client.query<MemberRow>({ ...findMember, values: [program, memberId] });
    const member = found.rows[0];
    if (member === undefined) throw new Error(`There is no member ${memberId}.`);

    const reckoned = reckon(sale, now());
    const { soldAt, points } = reckoned;
    const account = JSON.parse(member.account) as AccountJson;
    const activity = JSON.parse(member.activity) as ActivityJson;
    addPurchase(account, activity, sale, reckoned);
    const sequence = Number(member.sequence) + 1;
    const balance = Number(member.balance) + points;
    const lotPoints = Number(member.lot_points) + points;

    const invoice = invoiceJson(sale, reckoned, sequence);
    await client.query({ ...addInvoice, values: [program, words.invoice, invoiceId, version, invoice] });
    const what = [sequence, words.earn, words.invoiceSaved, points, balance, soldAt, actor, words.invoice, invoiceId];
    const posted = [...what, effectJson(reckoned), version, member.position];
    await client.query({ ...addEntry, values: [program, memberId, ...posted] });
    const texts = [JSON.stringify(account), JSON.stringify(activity)];
    await client.query({
      ...saveMember,
      values: [program, memberId, sequence, balance, lotPoints, soldAt, ...texts],
    });
  };

  return {
    earn: (sale) => inTransaction(pool, (client) => write(client, sale)),
    close: () => pool.end(),
  };
}
