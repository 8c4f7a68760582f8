import { readFileSync } from 'node:fs';
import { othersFirst } from '@pointbook/core/store';
import { ledgerView } from '@pointbook/testing';
import { describe, expect, test } from 'vitest';
import { ayu, budi, changes, load, memberWith, profile, shop, valueOf, write } from '@pointbook/testing/sample-ledger';
import { drivers, temporaryFile } from './sample-ledger-testing.ts';
import { sqliteStore, type SqliteStore } from './sqlite-store.ts';

describe.each(drivers)('transact, with %s', (driver, openDatabase) => {
  const addOne = (store: SqliteStore) =>
    ledgerView(store).transact(shop, { members: [ayu] }, ({ members }) => {
      const balance = (members.get(ayu)?.account.balance ?? 0) + 1;
      return { changes: changes({ members: [memberWith(ayu, balance)] }), value: balance };
    });

  test('two connections in turn, each seeing what the other was told is done', async () => {
    const file = temporaryFile();
    const stores = [sqliteStore(file, { driver }), sqliteStore(file, { driver })];
    for (let turn = 1; turn <= 20; turn++) {
      for (const store of stores.slice(turn % 2, (turn % 2) + 1)) expect(valueOf(await addOne(store))).toBe(turn);
      for (const store of stores)
        expect(valueOf(await ledgerView(store).reader.member(shop, ayu))).toEqual(memberWith(ayu, turn));
    }
    for (const store of stores) await store.close();
  });

  test('two connections at once lose nothing', async () => {
    const file = temporaryFile();
    const stores = [sqliteStore(file, { driver }), sqliteStore(file, { driver })];
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, index) => addOne(stores[index % 2] as SqliteStore)),
    );
    expect(results.map(valueOf).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    for (const store of stores) await store.close();
  });

  test('waits for a lock without standing in the way of what frees it', async () => {
    const file = temporaryFile();
    const store = sqliteStore(file, { driver });
    await write(store, {});
    const other = openDatabase(file);
    other.exec('BEGIN IMMEDIATE');
    const added = addOne(store);
    let isAdded = false;
    void added.then(() => (isAdded = true));
    // In so many turns of the event loop it has met the lock, however slow each of them is.
    for (let turn = 0; turn < 20; turn++) await othersFirst();
    expect(isAdded).toBe(false);
    other.exec('COMMIT');
    expect(valueOf(await added)).toBe(1);
    await store.close();
    other.close();
  });

  test('gives a decision what it needs as well', async () => {
    const store = sqliteStore(':memory:', { driver });
    await write(store, { members: [memberWith(ayu, 1), memberWith(budi, 2)] });
    const seen = await ledgerView(store).transact(shop, { members: [ayu] }, ({ members }) =>
      members.has(budi) ? { changes: changes({}), value: [...members.keys()] } : { needs: { members: [budi] } },
    );
    expect(valueOf(seen)).toEqual([ayu, budi]);
    await expect(ledgerView(store).transact(shop, {}, () => ({ needs: {} }))).rejects.toThrow('needs only');
  });

  test('a decision that throws writes nothing, rejects with what it threw, and leaves no transaction open', async () => {
    const store = sqliteStore(':memory:', { driver });
    const thrown = Object.assign(new Error('mine'), { code: 'SQLITE_BUSY' });
    await expect(
      ledgerView(store).transact(shop, {}, () => {
        throw thrown;
      }),
    ).rejects.toBe(thrown);
    expect(valueOf(await addOne(store))).toBe(1);
  });

  test('what the host asked its driver for does not reach our rows', async () => {
    const host = openDatabase(':memory:');
    if ('defaultSafeIntegers' in host) host.defaultSafeIntegers(true);
    const store = sqliteStore(host);
    await write(store, { members: [memberWith(ayu, Number.MAX_SAFE_INTEGER)] });
    expect((await load(store, { members: [ayu] })).members.get(ayu)).toEqual(memberWith(ayu, Number.MAX_SAFE_INTEGER));
    host.close();
  });

  test('what was acknowledged outlives the store', async () => {
    const file = temporaryFile();
    const before = sqliteStore(file, { driver, synchronous: 'normal', walAutocheckpoint: 10 });
    await write(before, { members: [memberWith(ayu, 5)] });
    await before.close();
    const after = sqliteStore(file, { driver });
    expect(valueOf(await ledgerView(after).reader.member(shop, ayu))).toEqual(memberWith(ayu, 5));
    await after.close();
  });

  test('what a profile no longer says is nowhere in the file', async () => {
    const file = temporaryFile();
    const store = sqliteStore(file, { driver });
    await write(store, { profiles: [profile(ayu, { name: 'Ayu Lestari', phone: '+628111' }), profile(budi)] });
    await write(store, { profiles: [profile(ayu)] });
    await store.close();
    const bytes = readFileSync(file);
    for (const personal of ['Ayu Lestari', '+628111']) expect(bytes.includes(personal)).toBe(false);
    expect(bytes.includes(budi)).toBe(true);
  });
});
