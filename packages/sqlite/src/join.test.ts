import { ledgerView } from '@pointbook/testing';
import { describe, expect, test } from 'vitest';
import { ayu, budi, changes, errorOf, memberWith, profile, shop, valueOf } from '@pointbook/testing/sample-ledger';
import { drivers, joined, temporaryFile } from './sample-ledger-testing.ts';
import { sqliteStore } from './sqlite-store.ts';

describe.each(drivers)("the host's own transaction, with %s", (driver, openDatabase) => {
  const give = (points: number) => () => ({ changes: changes({ members: [memberWith(ayu, points)] }), value: points });
  const clash = () => ({
    changes: changes({
      members: [memberWith(budi, 9)],
      profiles: [profile(ayu, { phone: '+1' }), profile(budi, { phone: '+1' })],
    }),
    value: null,
  });
  const balance = async (store: ReturnType<typeof sqliteStore>, memberId = ayu) =>
    valueOf(await ledgerView(store).reader.member(shop, memberId))?.account.balance ?? null;

  test('commits and rolls back together with the points, tables included', async () => {
    const file = temporaryFile();
    const host = openDatabase(file);
    host.exec('PRAGMA journal_mode = WAL; CREATE TABLE sales (id TEXT)');
    const store = sqliteStore(file, { driver });
    for (const [end, points, sales] of [
      ['ROLLBACK', null, 0],
      ['COMMIT', 7, 1],
    ] as const) {
      host.exec("BEGIN IMMEDIATE; INSERT INTO sales VALUES ('INV-1')");
      expect(valueOf(joined(store, host).transact(shop, { members: [ayu] }, give(5)))).toBe(5);
      expect(valueOf(joined(store, host).transact(shop, { members: [ayu] }, give(7)))).toBe(7);
      host.exec(end);
      expect(await balance(store)).toBe(points);
      expect(host.prepare('SELECT id FROM sales').all()).toHaveLength(sales);
    }
    await store.close();
    host.close();
  });

  test('a failure of ours undoes only ours', async () => {
    const host = openDatabase(':memory:');
    const store = sqliteStore(host);
    host.exec("CREATE TABLE sales (id TEXT); BEGIN; INSERT INTO sales VALUES ('INV-1')");
    const within = joined(store, host);
    valueOf(within.transact(shop, {}, give(5)));
    expect(errorOf(within.transact(shop, {}, clash)).kind).toBe('store-rejected');
    const mistake = new Error('a mistake');
    expect(() =>
      within.transact(shop, {}, () => {
        throw mistake;
      }),
    ).toThrow(mistake);
    host.exec('COMMIT');
    expect(await balance(store)).toBe(5);
    expect(await balance(store, budi)).toBeNull();
    expect(host.prepare('SELECT id FROM sales').all()).toHaveLength(1);
    host.close();
  });

  test('a lock that it needs and another holds is said at once', () => {
    const file = temporaryFile();
    const [host, other] = [openDatabase(file), openDatabase(file)];
    const store = sqliteStore(host);
    other.exec('BEGIN IMMEDIATE');
    host.exec('BEGIN');
    expect(errorOf(joined(store, host).transact(shop, {}, give(5)))).toMatchObject({
      kind: 'store-locked',
      written: 'no',
    });
    host.exec('ROLLBACK');
    other.close();
    host.close();
  });

  test('everything else waits until it ends, or for too long', async () => {
    const host = openDatabase(':memory:');
    const store = sqliteStore(host, { lockTimeoutMs: 50 });
    valueOf(await store.open());
    host.exec('BEGIN');
    valueOf(joined(store, host).transact(shop, {}, give(5)));
    expect(errorOf(await ledgerView(store).reader.member(shop, ayu)).kind).toBe('store-locked');
    const read = balance(store);
    const written = ledgerView(store).transact(shop, {}, give(9));
    host.exec('ROLLBACK');
    expect(await read).toBeNull();
    expect(valueOf(await written)).toBe(9);
    host.close();
  });
});
