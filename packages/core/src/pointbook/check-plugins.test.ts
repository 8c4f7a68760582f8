import { describe, expect, test } from 'vitest';
import { checkPlugins } from './check-plugins.ts';
import { jsonCodec, record, type RecordDeclaration } from '../kernel/record.ts';
import type { AnyPlugin } from '../kernel/plugin.ts';
import { accounts, commandEntries, entries, foldedEntries, notes, reversibleEntries } from '../ledger/ledger-kinds.ts';
import { invoices } from '../sales/invoice/invoices.ts';
import { codes } from '../plugins/codes/codes.ts';
import { jobs } from '../plugins/jobs/jobs.ts';
import { reports } from '../plugins/reports/reports.ts';
import { ledgerRecords } from '../store/ledger-record.ts';
import { tillKinds } from '../store/till-kinds.ts';

interface Thing {
  readonly id: string;
}

function plugin(name: string, kind?: string, more: Partial<RecordDeclaration<Thing>> = {}): AnyPlugin {
  const records =
    kind === undefined ? [] : [record<Thing>({ kind, format: 1, codec: jsonCodec(), key: ({ id }) => id, ...more })];
  return { name, verbs: {}, records };
}

describe('the names of plugins', () => {
  test.each([
    'saveInvoice',
    'getBalance',
    'quoteEarning',
    'ports',
    'open',
    'finishUpgrade',
    'close',
    'within',
    'then',
    'toString',
  ])('are none that the ledger itself uses: %s', (name) => {
    expect(() => checkPlugins([plugin(name)])).toThrow(
      `Rename the plugin "${name}": the ledger or another plugin has its name.`,
    );
  });

  test('have letters alone, and occur once', () => {
    expect(() => checkPlugins([plugin('no-plugin')])).toThrow(
      'Rename the plugin "no-plugin": it must have 1 to 40 letters.',
    );
    expect(() => checkPlugins([plugin('things'), plugin('things')])).toThrow(
      'Rename the plugin "things": the ledger or another plugin has its name.',
    );
  });
});

describe('the names of kinds of records', () => {
  test.each(['', 'a.b', 'a@owner', 'a b', 'ä', 'x'.repeat(41), 'owner', 'due'])(
    'are short, have no signs, and are no list that Pointbook keeps itself: "%s"',
    (name) => {
      const told = (kind: string) =>
        `Rename "${name}" of the kind "${kind}" of the plugin "things": it must have 1 to 40 letters, digits and hyphens, and not be "owner" or "due".`;
      expect(() => checkPlugins([plugin('things', name)])).toThrow(told(name));
      const unique = plugin('things', 'thing', { unique: { [name]: ({ id }) => id } });
      expect(() => checkPlugins([unique])).toThrow(told('thing'));
      const listed = plugin('things', 'thing', { listed: { [name]: () => null } });
      expect(() => checkPlugins([listed])).toThrow(told('thing'));
    },
  );

  const used = (kind: string, by: string) =>
    `Rename the kind "${kind}" of the plugin "${by}": the ledger or another plugin has its name.`;

  test.each(
    [...tillKinds, ledgerRecords, accounts, entries, notes, reversibleEntries, commandEntries, foldedEntries].map(
      ({ kind }) => kind,
    ),
  )('are none of the ledger: %s', (kind) => {
    expect(() => checkPlugins([plugin('things', kind)])).toThrow(used(kind, 'things'));
  });

  test('are none of the plugins of Pointbook that are given', () => {
    const ofPlugins = [codes(), jobs()].flatMap(({ records = [] }) => records.map(({ kind }) => kind));
    expect(ofPlugins).toHaveLength(4);
    for (const kind of ofPlugins) {
      const things = plugin('things', kind);
      expect(() => checkPlugins([codes(), jobs(), things])).toThrow(used(kind, 'things'));
      expect(() => checkPlugins([reports(), things])).not.toThrow();
    }
    expect(() => checkPlugins([codes(), jobs(), reports(), plugin('things', 'thing')])).not.toThrow();
  });

  test('are of one plugin, and of one kind in it', () => {
    const things = plugin('some', 'thing');
    expect(() => checkPlugins([things, plugin('others', 'thing')])).toThrow(used('thing', 'others'));
    const twice = { ...things, records: [...(things.records ?? []), ...(things.records ?? [])] };
    expect(() => checkPlugins([twice])).toThrow(used('thing', 'some'));
  });

  test('are those of the plugin, and not of a kind that it only reacts to', () => {
    expect(() => checkPlugins([{ ...plugin('things'), reactions: [{ on: invoices, react: () => {} }] }])).not.toThrow();
  });
});
