// A baseline: earning as most applications write it, four statements in a transaction. It stores what the library
// stores, it does no more than that needs, and it is not to be slowed down to flatter anyone.
import type pg from 'pg';
import { addPurchase, effectJson, invoiceJson, reckon } from '../raw-sale.ts';
import type { TillSale } from '../shop.ts';
import {
  type MemberRow,
  openPool,
  programId,
  programVersion,
  type RawLedger,
  type RawLedgerOptions,
} from './raw-ledger.ts';

const findMember = {
  name: 'find-member',
  text: `SELECT sequence, balance, lot_points, position, account, activity
    FROM pointbook.members WHERE program_id = $1 AND member_id = $2 FOR UPDATE`,
};
// An invoice that was saved before violates the primary key.
const addInvoice = {
  name: 'add-invoice',
  text: 'INSERT INTO pointbook.invoices (program_id, invoice_id, invoice) VALUES ($1, $2, $3)',
};
const addEntry = {
  name: 'add-entry',
  text: `INSERT INTO pointbook.entries (program_id, member_id, sequence, kind, cause, delta, balance_after, posted_at,
      effective_at, actor, reference_type, reference_id, effect, program_version, position)
    VALUES ($1, $2, $3, 'earn', 'invoice-saved', $4, $5, $6, $6, $7, 'invoice', $8, $9, $10,
      greatest($11, pg_current_xact_id()::text::bigint))`,
};
// The first points to expire stay the first: a lot that is added ends after those that are there.
const saveMember = {
  name: 'save-member',
  text: `UPDATE pointbook.members SET sequence = $3, balance = $4, lot_points = $5, last_instant = $6, account = $7,
      activity = $8, position = greatest(position, pg_current_xact_id()::text::bigint)
    WHERE program_id = $1 AND member_id = $2`,
};

/** BEGIN, read and lock the member, insert the invoice and the entry, update the member, COMMIT. */
export async function openFourStatements({ url, connections, now = Date.now }: RawLedgerOptions): Promise<RawLedger> {
  const pool = openPool(url, connections);
  const version = await programVersion(pool);

  const write = async (client: pg.PoolClient, sale: TillSale): Promise<void> => {
    const { invoiceId, memberId, actor } = sale;
    const found = await client.query<MemberRow>({ ...findMember, values: [programId, memberId] });
    const member = found.rows[0];
    if (member === undefined) throw new Error(`There is no member ${memberId}.`);

    const reckoned = reckon(sale, now());
    const { soldAt, points } = reckoned;
    const { account, activity, position } = member;
    addPurchase(account, activity, reckoned);
    const sequence = Number(member.sequence) + 1;
    const balance = Number(member.balance) + points;
    const lotPoints = Number(member.lot_points) + points;

    const invoice = invoiceJson(sale, reckoned, { balance, lotPoints }, version);
    await client.query({ ...addInvoice, values: [programId, invoiceId, invoice] });
    const posted = [sequence, points, balance, soldAt, actor, invoiceId, effectJson(reckoned), version, position];
    await client.query({ ...addEntry, values: [programId, memberId, ...posted] });
    const texts = [JSON.stringify(account), JSON.stringify(activity)];
    await client.query({
      ...saveMember,
      values: [programId, memberId, sequence, balance, lotPoints, soldAt, ...texts],
    });
  };

  return {
    earn: async (sale) => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await write(client, sale);
        await client.query('COMMIT');
      } catch (thrown) {
        await client.query('ROLLBACK');
        throw thrown;
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}
