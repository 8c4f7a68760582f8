import { createPointbook, defineProgram, parseProgram } from '@pointbook/core';
import { codes } from '@pointbook/core/codes';
import { section } from '@pointbook/core/plugin';
import { memoryStore } from '@pointbook/memory';
import { describe, expect, test } from 'vitest';
import { valueOf } from '../support/specification/specification.ts';
import { warung } from '../support/shops/warung.ts';
import { limiting } from './limits.ts';
import { errorOf } from '../support/value-of.ts';

const plugins = [limiting()] as const;
const told = (most: number) => ({ ...warung(), plugins: { limits: { most } } });

function mistakesOf(input: unknown): readonly string[] {
  const parsed = parseProgram(input, { plugins });
  return parsed.isOk() ? [] : parsed.error.problems.map(({ path, problem, fix }) => `${path}: ${problem}. ${fix}`);
}

describe('A section of the program', () => {
  test('is read by the decisions of its plugin, of the program that applies', async () => {
    const store = memoryStore();
    const before = createPointbook({ program: told(5), store, plugins });
    expect(valueOf(await before.limits.checkLimits({}))).toMatchObject({ most: 5 });
    const after = createPointbook({ program: told(7), store, plugins });
    expect(valueOf(await after.limits.checkLimits({}))).toMatchObject({ most: 7 });
  });

  test('has its default where the program leaves it out, also where it was parsed without the plugin', async () => {
    for (const program of [warung(), defineProgram(warung())]) {
      const pointbook = createPointbook({ program, store: memoryStore(), plugins });
      expect(valueOf(await pointbook.limits.checkLimits({}))).toMatchObject({ most: 3 });
    }
  });

  test('is no part of the version of the program where it says the default', () => {
    const { version } = defineProgram(warung());
    expect(defineProgram(warung(), { plugins }).version).toBe(version);
    expect(defineProgram(told(3), { plugins }).version).toBe(version);
    expect(defineProgram(told(4), { plugins }).version).not.toBe(version);
  });

  test('comes out of JSON as it went in', () => {
    const program = defineProgram(told(4), { plugins });
    expect(program.plugins).toEqual({ limits: { most: 4 } });
    expect(parseProgram(JSON.parse(JSON.stringify(program)), { plugins })).toMatchObject({ value: program });
  });

  test('is declared for the plugin that brings it', () => {
    const plugin = { ...limiting(), name: 'tiering' } as const;
    const refusal = 'Rename the section "limits" of the plugin "tiering": it must have the name of the plugin.';
    expect(() => createPointbook({ program: warung(), store: memoryStore(), plugins: [plugin] })).toThrow(refusal);
  });

  test('has mistakes that are told with their place', () => {
    expect(mistakesOf({ ...warung(), plugins: { limits: { most: 0 } } })).toEqual([
      'plugins.limits.most: is refused by the plugin "limits": it must be a whole number of at least 1. Write what the plugin can read.',
    ]);
    expect(mistakesOf({ ...warung(), plugins: { limit: {} } })).toEqual([
      'plugins.limit: is the section of a plugin that is not given. Did you mean "limits"?',
    ]);
    expect(mistakesOf({ ...warung(), plugins: { tiering: {}, 'no plugin': {} } })).toEqual([
      'plugins.tiering: is the section of a plugin that is not given. Add the plugin: createPointbook({ plugins: [tiering(…)] }), or parseProgram(input, { plugins: [tiering(…)] }).',
      'plugins["no plugin"]: is the section of a plugin that is not given. The name of a plugin has 1 to 40 letters.',
    ]);
    expect(mistakesOf({ ...warung(), plugins: [] })).toEqual([
      'plugins: must be an object, not a list. Write { codes: { … } } for the section of the plugin codes.',
    ]);
  });

  test('has a default that passes its own check', () => {
    const value = (): { issues: { message: string }[] } => ({ issues: [{ message: 'never' }] });
    expect(() => section({ plugin: 'none', value, byDefault: {} })).toThrow(
      'The default of the section of the plugin "none" is refused by the plugin "none": never.',
    );
  });
});

describe('A program that asks for what no plugin brings', () => {
  const asking = {
    'by a section': { program: defineProgram(told(4), { plugins }), plugin: 'limits', path: 'plugins.limits' },
    'by codes': {
      program: defineProgram(warung({ redeem: { rate: { points: 1, money: 1 }, otp: 'always' } })),
      plugin: 'codes',
      path: 'redeem.otp',
    },
  };

  test.each(Object.entries(asking))('is refused at opening, with the line to add: %s', async (_, asked) => {
    const { program, plugin, path } = asked;
    const pointbook = createPointbook({ program, store: memoryStore() });
    const refused = {
      kind: 'store-needs-plugin',
      message: `The program asks for the plugin ${plugin} by ${path}: add it, as createPointbook({ plugins: [${plugin}(…)] }).`,
      written: 'no',
      retryable: false,
      remedied: { problem: `The program asks for the plugin ${plugin} by ${path}.`, remedy: 'add-plugin' },
    };
    expect(errorOf(await pointbook.open())).toEqual(refused);
    expect(errorOf(await pointbook.enrolMember({ memberId: 'ayu' }))).toEqual(refused);
    expect(valueOf(await pointbook.findEntries({})).items).toEqual([]);
    const all = [limiting(), codes()] as const;
    expect((await createPointbook({ program, store: memoryStore(), plugins: all }).open()).isOk()).toBe(true);
  });

  test('throws where it is written on the spot', () => {
    expect(() => createPointbook({ program: told(4) as never, store: memoryStore() })).toThrow(
      'plugins.limits: is the section of a plugin that is not given. Add the plugin: createPointbook({ plugins: [limits(…)] })',
    );
  });
});

test('Sales of a version with the section of a plugin that is gone are refunded by that version', async () => {
  const store = memoryStore();
  const before = createPointbook({ program: told(5), store, plugins });
  const sale = { invoiceId: 'INV-1', memberId: 'ayu', currency: 'IDR', total: 50_000 };
  valueOf(await before.enrolMember({ memberId: 'ayu' }));
  expect(valueOf(await before.saveInvoice(sale))).toMatchObject({ earned: 50 });
  const after = createPointbook({ program: warung({ earn: { rules: [] } }), store });
  expect((await after.open()).isOk()).toBe(true);
  const refund = await after.refundInvoice({ invoiceId: 'INV-1', refundId: 'R-1', value: 20_000 });
  expect(valueOf(refund)).toMatchObject({ clawedBack: 20 });
});
