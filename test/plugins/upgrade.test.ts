import { createPointbook } from '@pointbook/core';
import {
  command,
  jsonCodec,
  type Plugin,
  query,
  type ReadingHost,
  record,
  standardShape,
} from '@pointbook/core/plugin';
import { nothingToLoad } from '@pointbook/core/store';
import { memoryStore } from '@pointbook/memory';
import { ok } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { valueOf } from '../support/specification/specification.ts';
import { warung } from '../support/shops/warung.ts';
import { errorOf } from '../support/value-of.ts';

interface Table {
  readonly tableId: string;
  readonly seats: number;
}

const anything = <Value>() =>
  standardShape<Value, Value>({
    '~standard': { validate: (value) => ({ value: value as Value }) },
  });

/** Format 1 calls the seats `chairs`. */
const steps = [
  {
    up: (old: unknown) => ({
      tableId: (old as { tableId: string }).tableId,
      seats: (old as { chairs: number }).chairs,
    }),
    down: (current: unknown) => ({ tableId: (current as Table).tableId, chairs: (current as Table).seats }),
  },
];

/** The plugin as two versions of a library bring it. */
function tables(version: 1 | 2) {
  const first = {
    encode: ({ tableId, seats }: Table) => JSON.stringify({ tableId, chairs: seats }),
    decode(body: string): Table {
      const { tableId, chairs } = JSON.parse(body) as { tableId: string; chairs: number };
      return { tableId, seats: chairs };
    },
  };
  const kind = record<Table>({
    kind: 'table',
    format: version,
    codec: version === 1 ? first : jsonCodec<Table>(steps),
    key: ({ tableId }) => tableId,
  });
  const setTable = command({
    name: 'setTable',
    input: anything<Table>(),
    failures: {},
    joins: 'host',
    recall: 'runs-again',
    decide: (table, book) => (book.put(kind, table), ok({})),
    receipt: (did) => did,
  });
  const getTable = query({
    name: 'getTable',
    input: anything<{ readonly tableId: string }>(),
    failures: {},
    answer: async ({ tableId }, { reads }: ReadingHost) => reads.get(kind, tableId),
  });
  return { name: 'tables', verbs: { setTable, getTable }, records: [kind] } as const satisfies Plugin<'tables'>;
}

function openShop() {
  const store = memoryStore();
  const open = (version: 1 | 2) => createPointbook({ program: warung(), store, plugins: [tables(version)] });
  const formats = async () =>
    valueOf(await store.rows.records('warung' as never, 'table', null, 10)).map(
      ({ key, format }) => `${key} ${format}`,
    );
  return { open, formats };
}

const one: Table = { tableId: 'T-1', seats: 4 };
const two: Table = { tableId: 'T-2', seats: 6 };

describe('A ledger that a newer library opens', () => {
  test('is read as before, and written in the format that it has', async () => {
    const { open, formats } = openShop();
    valueOf(await open(1).tables.setTable(one));
    const newer = open(2);
    expect(valueOf(await newer.tables.getTable({ tableId: 'T-1' }))).toEqual(one);
    valueOf(await newer.tables.setTable(two));
    expect(await formats()).toEqual(['T-1 1', 'T-2 1']);
  });

  test('serves old and new processes side by side', async () => {
    const { open } = openShop();
    const older = open(1);
    valueOf(await older.tables.setTable(one));
    const newer = open(2);
    valueOf(await newer.tables.setTable(two));
    valueOf(await older.tables.setTable({ ...two, seats: 8 }));
    expect(valueOf(await newer.tables.getTable({ tableId: 'T-2' }))).toEqual({ ...two, seats: 8 });
    expect(valueOf(await older.tables.getTable({ tableId: 'T-2' }))).toEqual({ ...two, seats: 8 });
  });

  test('is written in the new format once all processes are new, and refused to old ones', async () => {
    const { open, formats } = openShop();
    valueOf(await open(1).tables.setTable(one));
    const newer = open(2);
    valueOf(await newer.finishUpgrade());
    valueOf(await newer.tables.setTable(two));
    expect(await formats()).toEqual(['T-1 1', 'T-2 2']);
    expect(valueOf(await open(2).tables.getTable({ tableId: 'T-1' }))).toEqual(one);
    const older = open(1);
    expect(errorOf(await older.open())).toMatchObject({ kind: 'store-schema-newer', written: 'no' });
    expect(errorOf(await older.tables.setTable(one)).kind).toBe('store-schema-newer');
    expect(await formats()).toEqual(['T-1 1', 'T-2 2']);
  });
});

test('A ledger whose accounts or entries a newer library writes is refused', async () => {
  for (const kind of ['account', 'entry']) {
    const store = memoryStore();
    const ledger = createPointbook({ program: warung(), store });
    valueOf(await ledger.enrolMember({ memberId: 'C-17' }));
    const [row] = valueOf(await store.rows.records('warung' as never, 'ledger', null, 1));
    const [seal, formats, ...others] = JSON.parse(row?.body ?? '') as [string, object];
    expect(formats).toMatchObject({ account: 1, entry: 1 });
    const newer = {
      kind: 'ledger',
      key: 'ledger',
      format: 1,
      body: JSON.stringify([seal, { ...formats, [kind]: 2 }, ...others]),
    };
    const change = { isNew: false, record: newer, uniques: [], places: [] };
    const changes = { versions: [], accounts: [], records: [change], entries: [], notes: [] };
    valueOf(await store.transact('warung' as never, nothingToLoad, () => ({ changes, value: null })));
    const older = createPointbook({ program: warung(), store });
    expect(errorOf(await older.enrolMember({ memberId: 'C-18' }))).toMatchObject({
      kind: 'store-schema-newer',
      message: `This ledger keeps records of kind ${kind} in format 2, and this library writes formats up to 1: update it.`,
    });
  }
});
