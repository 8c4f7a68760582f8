import { readFileSync } from 'node:fs';
import { createPointbook } from '@pointbook/core';
import { codes } from '@pointbook/core/codes';
import { verify } from '@pointbook/core/verify';
import { postgresStore } from '@pointbook/postgres';
import pg from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { fullTour } from '../support/tours/full-tour.ts';
import { dropSchema, freshSchema } from '../support/postgres/postgres-ledger.ts';
import { warung } from '../support/shops/warung.ts';
import { errorOf, valueOf } from '../support/value-of.ts';

const readme = readFileSync(new URL('../../packages/postgres/README.md', import.meta.url), 'utf8');
const [asAdministrator = '', asOwner = ''] = [...readme.matchAll(/```sql\n(.*?)```/gs)].map(([, sql]) => sql);

/** The schema and the roles of the README under names that are free, with a pool that works as each role. */
async function temporaryRoles() {
  const schema = freshSchema();
  const [owner, app] = [`owner_${schema}`, `app_${schema}`];
  const names = new Map([
    ['points_owner', owner],
    ['points_app', app],
    ['pointbook', schema],
  ]);
  const renamed = (sql: string) =>
    sql.replaceAll(/\b(?:points_owner|points_app|pointbook)\b/g, (name) => names.get(name) ?? '');
  const poolAs = (role?: string) =>
    new pg.Pool({ connectionString: inject('databaseUrl'), max: 3, ...(role ? { options: `-c role=${role}` } : {}) });
  const pools = { administrator: poolAs(), owner: poolAs(owner), app: poolAs(app) };
  onTestFinished(async () => {
    await pools.owner.end();
    await pools.app.end();
    await dropSchema(schema);
    await pools.administrator.query(`DROP OWNED BY ${owner}, ${app} CASCADE; DROP ROLE ${owner}, ${app}`);
    await pools.administrator.end();
  });
  await pools.administrator.query(renamed(asAdministrator));
  return { schema, ...pools, renamed };
}

/** Why the server does not do something; empty when it does. */
async function refusal(role: pg.Pool, sql: string): Promise<string> {
  try {
    await role.query(sql);
    return '';
  } catch (thrown) {
    const { code, message } = thrown as { code: string; message: string };
    return `${code} ${message}`;
  }
}

test('what the README grants is enough to run a ledger, and to alter nothing', async () => {
  const { schema, administrator, owner, app, renamed } = await temporaryRoles();
  valueOf(await postgresStore(owner, { schema }).open());
  await owner.query(renamed(asOwner));
  const ledger = await fullTour(postgresStore(app, { schema }));
  expect(valueOf(await verify(ledger)).findings).toEqual([]);

  // As if it was restored from a server that had counted further.
  await administrator.query(`ALTER TABLE ${schema}.entries DISABLE TRIGGER USER;
    UPDATE ${schema}.entries SET position = position + 1e12::bigint; ALTER TABLE ${schema}.entries ENABLE TRIGGER USER`);
  const restored = createPointbook({
    program: warung(),
    store: postgresStore(app, { schema }),
    plugins: [codes()],
  });
  valueOf(await restored.enrolMember({ memberId: 'new' }));
  valueOf(await restored.saveInvoice({ invoiceId: 'after', memberId: 'new', currency: 'IDR', total: 5000 }));
  expect((await app.query(`SELECT FROM ${schema}.programs WHERE feed_base > 0`)).rowCount).toBe(1);

  const { rows } = await app.query<{ name: string }>(
    'SELECT relname AS name FROM pg_class WHERE relnamespace = $1::regnamespace AND relkind = $2',
    [schema, 'r'],
  );
  expect(rows.length).toBeGreaterThan(7);
  for (const sql of [
    ...rows.flatMap(({ name }) => [
      // What a record is found by is deleted as it changes.
      ...(name === 'uniques' || name === 'lists' ? [] : [`DELETE FROM ${schema}.${name}`]),
      `TRUNCATE ${schema}.${name} CASCADE`,
      `ALTER TABLE ${schema}.${name} ADD COLUMN more text`,
      `ALTER TABLE ${schema}.${name} DISABLE TRIGGER ALL`,
      `DROP TABLE ${schema}.${name} CASCADE`,
    ]),
    `UPDATE ${schema}.entries SET delta = 0`,
    `UPDATE ${schema}.notes SET reason = ''`,
    `UPDATE ${schema}.words SET name = 'other'`,
    `UPDATE ${schema}.programs SET program_id = 'other'`,
    `UPDATE ${schema}.versions SET fingerprint = 'other'`,
    `UPDATE ${schema}.uniques SET key = 'other'`,
    `UPDATE ${schema}.lists SET key = 'other'`,
    `INSERT INTO ${schema}.migrations VALUES (9, 'more')`,
    `CREATE TABLE ${schema}.more ()`,
    `DROP SCHEMA ${schema} CASCADE`,
    `CREATE OR REPLACE FUNCTION ${schema}.refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`,
  ])
    expect([sql, await refusal(app, sql)]).toEqual([sql, expect.stringMatching(/^42501 /)]);
  expect(await refusal(app, `UPDATE ${schema}.versions SET definition = '{}'`)).toContain('never changed');
  for (const sql of [`UPDATE ${schema}.entries SET delta = 0`, `DELETE FROM ${schema}.entries`])
    expect([sql, await refusal(owner, sql)]).toEqual([sql, expect.stringContaining('never changed or deleted')]);
});

test('a role that may not make or alter the tables says whose work that is', async () => {
  const { schema, owner, app, renamed } = await temporaryRoles();
  const nowhere = { kind: 'store-schema-older', message: expect.stringContaining('let their owner migrate') as string };
  const openAs = async (role: pg.Pool, name = schema) => postgresStore(role, { schema: name }).open();
  // It may not even look into the schema yet.
  expect(errorOf(await openAs(app)).kind).toBe('store-forbidden');
  expect(errorOf(await openAs(app, `${schema}_2`))).toMatchObject(nowhere);
  valueOf(await openAs(owner));
  await owner.query(renamed(asOwner));
  // As the first migration left them, without the views of the second.
  await owner.query(`DROP VIEW ${schema}.account_view; DELETE FROM ${schema}.migrations WHERE number > 1`);
  expect(errorOf(await openAs(app))).toMatchObject(nowhere);
});
