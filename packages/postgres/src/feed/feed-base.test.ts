import { createPointbook, type MemberId } from '@pointbook/core';
import type { FeedPlace } from '@pointbook/core/store';
import { type LedgerReader, type LedgerView, ledgerView } from '@pointbook/testing';
import type pg from 'pg';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { changes, entry, member, shop, valueOf } from '@pointbook/testing/sample-ledger';
import { postgresStore, type PostgresStore } from '../postgres-store.ts';
import { temporarySchema, joined } from '../sample-ledger-testing.ts';

const tables = ['words', 'programs', 'versions', 'accounts', 'entries', 'notes', 'records', 'uniques', 'lists'];
/** How far the server before counted further than this one. */
const far = 1_000_000_000_000;

/** A store with connections of its own. */
function storeOn(schema: string): PostgresStore {
  const store = postgresStore(inject('databaseUrl'), { schema, connections: 2 });
  onTestFinished(async () => void (await store.close()));
  return store;
}

/** Writes a member's next entry, as whoever has loaded the member does. */
async function add(view: LedgerView, id: string): Promise<void> {
  const memberId = id as MemberId;
  const outcome = await view.transact(shop, { members: [memberId] }, ({ members }) => {
    const sequence = (members.get(memberId)?.account.sequence ?? 0) + 1;
    return {
      changes: changes({ members: [member(memberId, { sequence })], entries: [entry(memberId, sequence)] }),
      value: sequence,
    };
  });
  valueOf(outcome);
}

/** Reads on from a cursor until so many entries came; transactions of other tests may hold them back for a while. */
async function follow(reader: LedgerReader, from: FeedPlace | null, howMany: number) {
  const seen: FeedPlace[] = [];
  for (const start = performance.now(); seen.length < howMany;) {
    if (performance.now() - start > 20_000) throw new Error(`Only ${seen.length} of ${howMany} entries came.`);
    const page = valueOf(await reader.feed(shop, seen.at(-1) ?? from, 7)) ?? [];
    seen.push(...page.map(({ position, entry: { memberId, sequence } }) => ({ position, memberId, sequence })));
  }
  return seen;
}

const namesOf = (seen: readonly FeedPlace[]) => seen.map(({ memberId, sequence }) => `${memberId} ${sequence}`).sort();

/** Copies a ledger as a backup does, from a server whose count was further by so much. */
async function restored(pool: pg.Pool, from: string, by = 0): Promise<string> {
  const { schema } = temporarySchema();
  valueOf(await storeOn(schema).open());
  const copies = tables.map(
    (table) => `DELETE FROM ${schema}.${table}; INSERT INTO ${schema}.${table} SELECT * FROM ${from}.${table};`,
  );
  const moves = ['accounts', 'entries'].map(
    (table) => `UPDATE ${schema}.${table} SET position = position + ${by} WHERE position > 0;`,
  );
  await pool.query(
    `SELECT set_config('session_replication_role', 'replica', true); ${[...copies, ...moves].join(' ')}`,
  );
  return schema;
}

async function basesOf(pool: pg.Pool, schema: string): Promise<number[]> {
  const { rows } = await pool.query<{ base: string }>(
    `SELECT feed_base AS base FROM ${schema}.programs WHERE feed_base > 0`,
  );
  return rows.map(({ base }) => Number(base));
}

async function ledgerOf(...ids: readonly string[]) {
  const { schema, pool } = temporarySchema();
  const store = storeOn(schema);
  for (const id of ids) await add(ledgerView(store), id);
  return { schema, pool, store };
}

describe('a ledger that was restored into a server which counts from lower numbers', () => {
  test('whoever follows it goes on from his cursor and sees each new entry once, while many write', async () => {
    const { schema: origin, pool } = await ledgerOf('a', 'b', 'c', 'a', 'b');
    const schema = await restored(pool, origin, far);
    const stores = [1, 2, 3, 4].map(() => storeOn(schema));
    const [first] = stores as [PostgresStore];
    const old = await follow(ledgerView(first).reader, null, 5);
    expect(namesOf(old)).toEqual(['a 1', 'a 2', 'b 1', 'b 2', 'c 1']);
    const following = follow(ledgerView(first).reader, old.at(-1) ?? null, 40);
    await Promise.all(
      stores.map(async (store, index) => {
        for (const id of ['a', 'b', 'c', 'd', 'e'])
          for (const own of [id, `${id}${index}`]) await add(ledgerView(store), own);
      }),
    );
    const seen = await following;
    expect(seen).toEqual(await follow(ledgerView(first).reader, old.at(-1) ?? null, 40));
    const shared = ['a', 'b', 'c', 'd', 'e'].flatMap((id) =>
      [1, 2, 3, 4].map((each) => `${id} ${each + old.filter(({ memberId }) => memberId === id).length}`),
    );
    const owned = ['a', 'b', 'c', 'd', 'e'].flatMap((id) => [0, 1, 2, 3].map((index) => `${id}${index} 1`));
    expect(namesOf(seen)).toEqual([...shared, ...owned].sort());
    const newestOld = Math.max(...old.map(({ position }) => position));
    expect(Math.min(...seen.map(({ position }) => position))).toBeGreaterThan(newestOld);
    expect(await basesOf(pool, schema)).toEqual([newestOld]);
  });

  test('restored once more, it is raised once more', async () => {
    const { schema: origin, pool } = await ledgerOf('a');
    const once = await restored(pool, origin, far);
    await add(ledgerView(storeOn(once)), 'b');
    const twice = await restored(pool, once, far);
    const store = storeOn(twice);
    const old = await follow(ledgerView(store).reader, null, 2);
    await add(ledgerView(store), 'c');
    await add(ledgerView(store), 'a');
    expect(namesOf(await follow(ledgerView(store).reader, old.at(-1) ?? null, 2))).toEqual(['a 2', 'c 1']);
    expect(await basesOf(pool, twice)).toEqual([old.at(-1)?.position]);
  });

  test('one that counts about as far raises it too, for not all who write would see the newest entry ahead of it', async () => {
    const { schema: origin, pool } = await ledgerOf('a', 'b');
    const schema = await restored(pool, origin);
    await pool.query(`UPDATE ${schema}.programs SET feed_server = 1`);
    const stores = [1, 2, 3].map(() => storeOn(schema));
    const [first] = stores as [PostgresStore];
    const old = await follow(ledgerView(first).reader, null, 2);
    await Promise.all(stores.map(async (store, index) => add(ledgerView(store), `c${index}`)));
    expect(await basesOf(pool, schema)).toEqual([old.at(-1)?.position]);
    const seen = await follow(ledgerView(first).reader, old.at(-1) ?? null, 3);
    expect(namesOf(seen)).toEqual(['c0 1', 'c1 1', 'c2 1']);
    await add(ledgerView(storeOn(schema)), 'a');
    expect(await basesOf(pool, schema)).toEqual([old.at(-1)?.position]);
  });

  test('a transaction of the host that writes first: what it rolls back raises nothing', async () => {
    const { schema: origin, pool } = await ledgerOf('a', 'b');
    const schema = await restored(pool, origin, far);
    const store = postgresStore(pool, { schema });
    const old = await follow(ledgerView(store).reader, null, 2);
    const newest = old.at(-1)?.position ?? 0;
    const host = await pool.connect();
    onTestFinished(() => host.release(true));
    for (const end of ['ROLLBACK', 'COMMIT', 'COMMIT']) {
      await host.query('BEGIN');
      for (const id of ['a', 'b', 'a']) await add(joined(store, host), id);
      await host.query(end);
      expect(await basesOf(pool, schema)).toEqual(end === 'ROLLBACK' ? [] : [newest]);
    }
    await add(ledgerView(storeOn(schema)), 'c');
    const seen = await follow(ledgerView(store).reader, old.at(-1) ?? null, 7);
    expect(namesOf(seen)).toEqual(['a 2', 'a 3', 'a 4', 'a 5', 'b 2', 'b 3', 'c 1']);
    expect(await basesOf(pool, schema)).toEqual([newest]);
  });
});

describe('a ledger in the server that it began in', () => {
  test('is not raised, not even where two stores write in one transaction', async () => {
    const { schema, pool, store } = await ledgerOf('a');
    const host = await pool.connect();
    onTestFinished(() => host.release(true));
    await host.query('BEGIN');
    for (const id of ['a', 'b'])
      for (const each of [0, 1]) await add(joined(postgresStore(pool, { schema }), host), id + each);
    await host.query('COMMIT');
    await add(ledgerView(store), 'a');
    expect(await basesOf(pool, schema)).toEqual([]);
    expect(namesOf(await follow(ledgerView(store).reader, null, 6))).toEqual([
      'a 1',
      'a 2',
      'a0 1',
      'a1 1',
      'b0 1',
      'b1 1',
    ]);
  });

  test('a cursor goes on in a copy of it, and a cursor from after the copy is not known there', async () => {
    const earn = { rules: [{ ruleId: 'all', earn: { per: 'amount', points: 1, of: 1 } }] } as const;
    const program = { programId: 'shop', name: 'Shop', timeZone: 'UTC', currency: 'EUR', earn } as const;
    const { schema, pool } = temporarySchema();
    const ledgerIn = (where: string) => createPointbook({ program, store: storeOn(where) });
    const ledger = ledgerIn(schema);
    const sell = async (to: typeof ledger, invoiceId: string) =>
      valueOf((await to.saveInvoice({ invoiceId, memberId: 'M', currency: 'EUR', total: 5 })) as never);
    valueOf((await ledger.enrolMember({ memberId: 'M' })) as never);
    const readOn = async (from: typeof ledger, cursor: string | null) => {
      for (const start = performance.now(); performance.now() - start < 20_000;) {
        const page = (await from.readFeed({ cursor }))._unsafeUnwrap();
        if (page.items.length > 0) return page.cursor;
      }
      throw new Error('Nothing came.');
    };
    await sell(ledger, 'one');
    const before = await readOn(ledger, null);
    const copy = ledgerIn(await restored(pool, schema));
    await sell(ledger, 'two');
    const after = await readOn(ledger, before);
    expect((await copy.readFeed({ cursor: before }))._unsafeUnwrap()).toEqual({ items: [], cursor: before });
    for (const isWritten of [false, true]) {
      if (isWritten) await sell(copy, 'another');
      expect((await copy.readFeed({ cursor: after }))._unsafeUnwrapErr().kind).toBe('unknown-cursor');
    }
    expect(await readOn(copy, before)).not.toBe(before);
  });
});
