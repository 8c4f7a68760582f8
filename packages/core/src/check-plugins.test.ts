import { describe, expect, test } from 'vitest';
import { checkPlugins, kindsOfPlugins } from './check-plugins.ts';
import { jsonCodec, record, type RecordDeclaration } from './kernel/record.ts';
import type { AnyPlugin } from './kernel/plugin.ts';
import { invoices } from './sales/invoice-record.ts';
import { codes } from './plugins/codes/codes.ts';
import { jobs } from './plugins/jobs/jobs.ts';
import { reports } from './plugins/reports/reports.ts';
import { coreKinds } from './store/core-kinds.ts';
import { tillKinds } from './store/till-kinds.ts';

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
      `A plugin cannot have the name "${name}", which the ledger itself uses: rename it.`,
    );
  });

  test('have letters alone, and occur once', () => {
    expect(() => checkPlugins([plugin('no-plugin')])).toThrow('1 to 40 letters, not "no-plugin"');
    expect(() => checkPlugins([plugin('things'), plugin('things')])).toThrow('The plugin things is listed twice');
  });
});

describe('the names of kinds of records', () => {
  test.each(['', 'a.b', 'a@owner', 'a b', 'ä', 'x'.repeat(41)])('are short, and have no signs: "%s"', (name) => {
    const told = `has 1 to 40 letters a-z and A-Z, digits and hyphens, not "${name}": rename that of the plugin things.`;
    expect(() => checkPlugins([plugin('things', name)])).toThrow(`The name of a kind of records ${told}`);
    const unique = plugin('things', 'thing', { unique: { [name]: ({ id }) => id } });
    expect(() => checkPlugins([unique])).toThrow(`The name of a unique value of records ${told}`);
    const listed = plugin('things', 'thing', { listed: { [name]: () => null } });
    expect(() => checkPlugins([listed])).toThrow(`The name of a list of records ${told}`);
  });

  test.each(['invoice', 'profile', 'program', 'ledger', 'account', 'entry', 'note', 'command'])(
    'are none of the ledger: %s',
    (kind) => {
      expect(() => checkPlugins([plugin('things', kind)])).toThrow(
        `The plugin things cannot have records of kind "${kind}", which is a kind of the ledger itself: rename the kind.`,
      );
    },
  );

  test('are none of the plugins of Pointbook, whether or not these are given', () => {
    const ofPlugins = coreKinds.filter((kind) => !tillKinds.includes(kind)).map(({ kind }) => kind);
    expect([...kindsOfPlugins.keys()].sort()).toEqual(ofPlugins.sort());
    for (const [kind, owner] of kindsOfPlugins)
      expect(() => checkPlugins([plugin('things', kind)])).toThrow(`which is a kind of ${owner}: rename the kind.`);
    expect(() => checkPlugins([codes(), jobs(), reports(), plugin('things', 'thing')])).not.toThrow();
  });

  test('are of one declaration', () => {
    expect(() => checkPlugins([plugin('some', 'thing'), plugin('others', 'thing')])).toThrow(
      'Records of kind "thing" are declared twice, by the plugins some and others: rename one of the kinds.',
    );
    const shared = plugin('some', 'thing');
    expect(() => checkPlugins([shared, { ...shared, name: 'others' }])).not.toThrow();
  });

  test.each(['owner', 'due'])('leave the lists to Pointbook that it keeps itself: %s', (list) => {
    expect(() => checkPlugins([plugin('things', 'thing', { listed: { [list]: () => null } })])).toThrow(
      `Records of kind "thing" cannot stand in a list "${list}", which Pointbook keeps itself: rename the list.`,
    );
  });

  test('are those of the plugin, and not of a kind that it only reacts to', () => {
    expect(() => checkPlugins([{ ...plugin('things'), reactions: [{ on: invoices, react: () => {} }] }])).not.toThrow();
  });
});
