import { type AsyncJoinablePointbook, createPointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { postgresStore } from '@pointbook/postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { dropSchema, freshSchema } from '../support/postgres/postgres-ledger.ts';
import { warung } from '../support/shops/warung.ts';
import { valueOf } from '../support/value-of.ts';

const schema = freshSchema();
const pool = new pg.Pool({ connectionString: inject('databaseUrl'), max: 4 });
let ledger: AsyncJoinablePointbook<pg.ClientBase>;
const sale = { invoiceId: 'I-1', memberId: 'ayu', currency: 'IDR', total: 125_000 };
const refund = { invoiceId: 'I-1', refundId: 'R-1', value: 50_000 };
const gift = { memberId: 'ayu', points: 5, direction: 'add', actor: 'ann', idempotencyKey: 'gift' } as const;

beforeAll(async () => {
  ledger = createPointbook({ program: warung(), store: postgresStore(pool, { schema }) });
  const ayu = { memberId: 'ayu', phone: '+628111000111', email: 'ayu@example.com' };
  valueOf(await ledger.enrolMember(ayu));
  valueOf(await ledger.saveInvoice(sale));
  valueOf(await ledger.refundInvoice(refund));
  valueOf(await ledger.adjustPoints({ ...gift, reason: 'a birthday', comment: 'Enjoy!' }));
  valueOf(await ledger.holdPoints({ memberId: 'ayu', redemptionId: 'H-1', points: 2 }));
  // Whoever damages a table asks for no rights.
  await pool.query(`DO $$ DECLARE each record; BEGIN
    FOR each IN SELECT tgrelid::regclass AS of, tgname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
      WHERE c.relnamespace = '${schema}'::regnamespace AND NOT tgisinternal
    LOOP EXECUTE format('DROP TRIGGER %I ON %s', each.name, each.of); END LOOP;
    FOR each IN SELECT conrelid::regclass AS of, conname AS name FROM pg_constraint
      WHERE connamespace = '${schema}'::regnamespace AND conrelid <> 0 AND contype IN ('c', 'f')
    LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', each.of, each.name); END LOOP; END $$`);
});

afterAll(async () => {
  await dropSchema(schema);
  await pool.end();
});

async function problems(): Promise<readonly string[]> {
  return valueOf(await verify(ledger)).findings.map(({ problem }) => problem);
}

/** What the verbs that read answer where a row is damaged. None may throw. */
async function readAll(): Promise<readonly string[]> {
  const answers = [
    await ledger.getMember({ memberId: 'ayu' }),
    await ledger.findMembers({ phone: '+628111000111' }),
    await ledger.getBalance({ memberId: 'ayu' }),
    await ledger.getInvoice({ invoiceId: 'I-1' }),
    await ledger.getStatement({ memberId: 'ayu' }),
    await ledger.findEntries({}),
  ];
  return answers.flatMap((answer) => (answer.isErr() ? [answer.error.kind] : []));
}

/** The same of those that find again what they wrote. */
async function repeatAll(): Promise<readonly string[]> {
  const answers = [
    await ledger.refundInvoice(refund),
    await ledger.adjustPoints({ ...gift, reason: 'a birthday', comment: 'Enjoy!' }),
  ];
  return answers.flatMap((answer) => (answer.isErr() ? [answer.error.kind] : []));
}

const expected = ['store-corrupt', 'store-schema-newer', 'unknown-member', 'unknown-invoice', 'idempotency-key-reused'];

const columns = Object.entries({
  accounts: 'sequence balance lot_points held debt last_instant due_at format account activity',
  entries: `delta balance_after posted_at effective_at kind cause reference_type format actor reference_id
    reference_detail effect command_fingerprint`,
  records: 'format version body',
  versions: 'definition',
  uniques: 'value key',
  lists: 'rank value key',
  notes: 'reason comment',
}).flatMap(([table, names]) => names.split(/\s+/).map((column) => [table, column] as const));

describe('On PostgreSQL, a value that was changed past the ledger', () => {
  test('is named by verify only where there is one', async () => {
    expect(await problems()).toEqual([]);
  });

  test.each(columns)('in %s.%s is named by verify, and no verb throws', async (table, column) => {
    const of = `"${schema}"."${table}"`;
    const { rows } = await pool.query(
      `SELECT ctid, "${column}" AS value FROM ${of} WHERE "${column}" IS NOT NULL ORDER BY ctid LIMIT 3`,
    );
    for (const { ctid, value } of rows as { ctid: string; value: string | number }[]) {
      const isText = !/^-?\d+$/.test(String(value));
      const damage = isText ? `'~' || "${column}"` : `"${column}" + 1`;
      const changed = await pool.query(`UPDATE ${of} SET "${column}" = ${damage} WHERE ctid = $1 RETURNING ctid`, [
        ctid,
      ]);
      const found = await problems();
      expect([value, found.length > 0]).toEqual([value, true]);
      expect([...(await readAll()), ...(await repeatAll())].filter((kind) => !expected.includes(kind))).toEqual([]);
      await pool.query(`UPDATE ${of} SET "${column}" = $2 WHERE ctid = $1`, [changed.rows[0].ctid, value]);
    }
    expect(await problems()).toEqual([]);
  });

  test.each(['accounts', 'entries', 'records', 'versions', 'uniques', 'lists', 'notes'])(
    'and a row of %s that was deleted is, too',
    async (table) => {
      const of = `"${schema}"."${table}"`;
      const { rows } = await pool.query(`SELECT row_to_json(t)::text AS row FROM ${of} t`);
      for (const { row } of rows as { row: string }[]) {
        await pool.query(`DELETE FROM ${of} t WHERE row_to_json(t)::text = $1`, [row]);
        const found = await problems();
        expect([row, found.length > 0]).toEqual([row, true]);
        // A command that finds nothing of what it wrote may write it again.
        expect((await readAll()).filter((kind) => !expected.includes(kind))).toEqual([]);
        await pool.query(`INSERT INTO ${of} SELECT * FROM json_populate_record(NULL::${of}, $1)`, [row]);
      }
      expect(await problems()).toEqual([]);
    },
  );
});
