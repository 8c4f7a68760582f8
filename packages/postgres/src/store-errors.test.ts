import { CommitFailure } from '@pointbook/core';
import { ledgerView } from '@pointbook/testing';
import { randomBytes } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import pg from 'pg';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import {
  ayu,
  budi,
  changes,
  errorOf,
  load,
  memberWith,
  profile,
  shop,
  valueOf,
} from '@pointbook/testing/sample-ledger';
import { postgresStore } from './postgres-store.ts';
import { ledgerOf } from './sample-users-testing.ts';
import { diagnose, mayBeWritten, postgresErrorOf } from './store-errors.ts';

const give = (points: number) => () => ({ changes: changes({ members: [memberWith(ayu, points)] }), value: points });

describe('what is not as Pointbook made it', () => {
  test.each([
    ['a table that somebody dropped', (schema: string) => `DROP TABLE ${schema}.accounts CASCADE`],
    [
      'a column that somebody dropped',
      (schema: string) => `ALTER TABLE ${schema}.accounts DROP COLUMN account CASCADE`,
    ],
    ['a schema that somebody dropped', (schema: string) => `DROP SCHEMA ${schema} CASCADE`],
  ])('%s', async (_, sql) => {
    const { owner, schema, pool } = await ledgerOf();
    await pool.query(sql(schema));
    for (const outcome of [
      await ledgerView(owner).reader.member(shop, ayu),
      await ledgerView(owner).transact(shop, { members: [ayu] }, give(6)),
    ])
      expect(errorOf(outcome)).toMatchObject({ kind: 'store-corrupt', written: 'no', retryable: false });
  });

  test('a record that a newer Pointbook wrote', async () => {
    const { owner, schema, pool } = await ledgerOf();
    await pool.query(`UPDATE ${schema}.accounts SET format = 2`);
    expect(errorOf(await ledgerView(owner).reader.member(shop, ayu)).kind).toBe('store-schema-newer');
    expect(errorOf(await ledgerView(owner).transact(shop, { members: [ayu] }, give(6)))).toMatchObject({
      kind: 'store-schema-newer',
      written: 'no',
    });
  });

  test.each([false, true])('statements that a pooler forgot are prepared anew (pipelined: %s)', async (pipeline) => {
    const { schema } = await ledgerOf();
    const pool = new pg.Pool({ connectionString: inject('databaseUrl'), max: 1, pipeline });
    onTestFinished(async () => pool.end());
    const store = postgresStore(pool, { schema });
    for (const kind of ['SELECT', 'INSERT', 'SELECT', 'INSERT']) {
      valueOf(await ledgerView(store).transact(shop, { members: [ayu] }, give(7)));
      const known = `SELECT name FROM pg_prepared_statements WHERE statement LIKE '%${kind}%' AND name LIKE 'pointbook%'`;
      const { rows } = await pool.query<{ name: string }>(known);
      expect(rows.length).toBeGreaterThan(0);
      for (const { name } of rows) await pool.query(`DEALLOCATE ${name}`);
      expect(valueOf(await ledgerView(store).transact(shop, { members: [ayu] }, give(8)))).toBe(8);
    }
  });
});

describe('a value that the database refuses', () => {
  const long = randomBytes(20_000).toString('hex');
  test.each([
    ['the same phone twice', changes({ profiles: [profile(ayu, { phone: '+1' }), profile(budi, { phone: '+1' })] })],
    ['a text with NUL', changes({ profiles: [profile(ayu, { phone: 'a\0b' })] })],
    ['texts with NUL', changes({ profiles: [profile(ayu, { phone: 'a\0b' }), profile(budi, { phone: '+1' })] })],
    ['an id that no index takes', changes({ members: [memberWith(long as typeof ayu, 1)] })],
    ['half a point', changes({ members: [memberWith(ayu, 0.5)] })],
    ['half a point among others', changes({ members: [memberWith(ayu, 0.5), memberWith(budi, 1)] })],
    ['more points than there can be', changes({ members: [memberWith(ayu, 2 ** 60)] })],
  ])('%s', async (_, some) => {
    const { owner } = await ledgerOf();
    const error = errorOf(await ledgerView(owner).transact(shop, {}, () => ({ changes: some, value: null })));
    expect(error).toMatchObject({ kind: 'store-rejected', written: 'no', retryable: false });
    expect((await load(owner, { members: [ayu, budi] })).members.get(ayu)).toEqual(memberWith(ayu, 5));
    expect(valueOf(await ledgerView(owner).transact(shop, {}, give(6)))).toBe(6);
  });
});

describe('what was closed', () => {
  test('a store, twice; and a pool that the host ended', async () => {
    const { owner, schema } = await ledgerOf();
    const pool = new pg.Pool({ connectionString: inject('databaseUrl') });
    const store = postgresStore(pool, { schema });
    valueOf(await store.open());
    await pool.end();
    expect(errorOf(await ledgerView(store).transact(shop, {}, give(6))).kind).toBe('store-closed');
    expect(errorOf(await ledgerView(store).reader.member(shop, ayu)).kind).toBe('store-closed');
    valueOf(await owner.close());
    valueOf(await owner.close());
    for (const outcome of [
      await ledgerView(owner).transact(shop, {}, give(6)),
      await owner.open(),
      await ledgerView(owner).reader.member(shop, ayu),
    ])
      expect(errorOf(outcome)).toMatchObject({ kind: 'store-closed', written: 'no', retryable: false });
  });
});

describe('what is told from an error alone', () => {
  const thrownBy = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (thrown) {
      return thrown;
    }
  };
  const failure = (code: string, message = 'as the server put it') => Object.assign(new Error(message), { code });

  test.each([
    ['53100', 'store-full'],
    ['XX001', 'store-corrupt'],
    ['58030', 'store-unavailable'],
    ['57P03', 'store-unavailable'],
    ['08006', 'store-unavailable'],
    ['28000', 'store-forbidden'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'store-path-unusable'],
  ])('%s is %s', (code, kind) => {
    expect(postgresErrorOf(failure(code))).toMatchObject({ kind, written: 'no' });
  });

  test('where no address answered, the message says what each of them did', () => {
    const refused = Object.assign(new AggregateError([failure('ECONNREFUSED')]), { code: 'ECONNREFUSED' });
    expect(postgresErrorOf(refused).message).toContain('(ECONNREFUSED)');
  });

  test('what the server does not support is not taken for a statement that it has forgotten', () => {
    const forgotten = Object.assign(failure('0A000'), { routine: 'RevalidateCachedQuery' });
    expect(diagnose(forgotten)).toMatchObject({ kind: 'store-unavailable', again: 'connection' });
    const unsupported = Object.assign(failure('0A000'), { routine: 'DeferErrorIfQueryNotSupported' });
    expect(diagnose(unsupported)?.again).toBeUndefined();
    expect(postgresErrorOf(unsupported)).toMatchObject({ kind: 'store-path-unusable', retryable: false });
  });

  test('after COMMIT it may have been written, unless the server refused it', () => {
    for (const code of ['ECONNRESET', '57P01', '53100', '58030', 'XX000']) {
      expect(mayBeWritten(failure(code))).toBe(true);
      const error = postgresErrorOf(new CommitFailure('', { cause: failure(code) }));
      expect(error.written).toBe('unknown');
    }
    for (const code of ['40001', '23505', '57014']) expect(mayBeWritten(failure(code))).toBe(false);
    expect(mayBeWritten(new TypeError('a mistake'))).toBe(false);
  });

  test('a failure of another realm is one, as in Jest', () => {
    const thrown: unknown = runInNewContext("Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })");
    expect(postgresErrorOf(thrown)).toMatchObject({ kind: 'store-unavailable', retryable: true });
  });

  test('what is no failure of storage is thrown', async () => {
    for (const mistake of [new TypeError('a mistake'), failure('42601'), failure('ERR_ASSERTION'), 'a text', null]) {
      expect(diagnose(mistake)).toBeNull();
      expect(thrownBy(() => postgresErrorOf(mistake))).toBe(mistake);
    }
    const { owner } = await ledgerOf();
    const broken = ledgerView(owner).transact(shop, {}, () => ({ changes: null as never, value: null }));
    await expect(broken).rejects.toThrow(TypeError);
    // What a decision throws is its own, also where it looks like a failure of the server.
    const lost = failure('57P01');
    const thrower = () => {
      throw lost;
    };
    await expect(ledgerView(owner).transact(shop, {}, thrower)).rejects.toBe(lost);
    expect(valueOf(await ledgerView(owner).transact(shop, {}, give(6)))).toBe(6);
  });
});
