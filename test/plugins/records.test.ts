import { createPointbook } from '@pointbook/core';
import { command, jsonCodec, type Plugin, record, type RecordKind, standardShape } from '@pointbook/core/plugin';
import { memoryStore } from '@pointbook/memory';
import { sqliteStore } from '@pointbook/sqlite';
import { ok } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { valueOf } from '../support/specification/specification.ts';
import { warung } from '../support/shops/warung.ts';
import { errorOf } from '../support/value-of.ts';

interface Thing {
  readonly id: string;
}

const input = standardShape<Thing, Thing>({ '~standard': { validate: (value) => ({ value: value as Thing }) } });

function thingOf(format: number): RecordKind<Thing> {
  return record<Thing>({
    kind: 'thing',
    format,
    codec: jsonCodec(format === 1 ? [] : [{ up: (old) => old, down: (current) => current }]),
    key: ({ id }) => id,
    unique: { id: ({ id }) => id },
    listed: { all: () => ({ value: '', rank: 0 }) },
    removable: true,
  });
}

function things(kind: RecordKind<Thing>, records: readonly RecordKind<Thing>[] = [kind]) {
  const base = { input, failures: {}, joins: 'host', recall: 'runs-again', receipt: (did: Thing) => did } as const;
  const put = command({ ...base, name: 'put', decide: (thing, book) => (book.put(kind, thing), ok(thing)) });
  const add = command({ ...base, name: 'add', decide: (thing, book) => (book.append(kind, thing), ok(thing)) });
  const remove = command({
    ...base,
    name: 'remove',
    decide: (thing, book) => (book.remove(kind, thing.id), ok(thing)),
  });
  return { name: 'things', verbs: { put, add, remove }, records } as const satisfies Plugin<'things'>;
}

const stores = { memory: memoryStore, sqlite: () => sqliteStore(':memory:') };

describe.each(Object.entries(stores))('Records of a plugin on %s', (_name, newStore) => {
  const open = (plugin: ReturnType<typeof things>, store = newStore()) =>
    createPointbook({ program: warung(), store, plugins: [plugin] });

  test('that are made and removed in one batch are not made again by a late retry', async () => {
    const pointbook = open(things(thingOf(1)));
    const [put, removed] = await Promise.all([pointbook.things.put({ id: 'x' }), pointbook.things.remove({ id: 'x' })]);
    expect([put.isOk(), removed.isOk()]).toEqual([true, true]);
    expect(errorOf(await pointbook.things.put({ id: 'x' }))).toMatchObject({
      kind: 'record-removed',
      id: 'x',
    });
    await pointbook.close();
  });

  test.each(['put', 'add'] as const)('whose kind no plugin declares are refused at once by %s', async (verb) => {
    const pointbook = open(things(thingOf(1), []));
    const [wrong, right] = await Promise.allSettled([
      pointbook.things[verb]({ id: 'x' }),
      pointbook.enrolMember({ memberId: 'ayu' }),
    ]);
    expect(wrong).toMatchObject({
      status: 'rejected',
      reason: {
        name: 'InvariantError',
        message: expect.stringContaining('No plugin declares records of kind "thing"'),
      },
    });
    expect(right.status === 'fulfilled' && right.value.isOk()).toBe(true);
    await pointbook.close();
  });

  test('in a format that a process does not know are refused to it, also where it knew the ledger before', async () => {
    const store = newStore();
    const older = open(things(thingOf(1)), store);
    valueOf(await older.things.put({ id: 'x' }));
    const newer = open(things(thingOf(2)), store);
    valueOf(await newer.finishUpgrade());
    valueOf(await newer.things.put({ id: 'x' }));
    expect(errorOf(await older.things.put({ id: 'x' }))).toMatchObject({
      kind: 'store-schema-newer',
      written: 'no',
    });
    await store.close();
  });
});
