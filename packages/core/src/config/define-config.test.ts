import { expect, test } from 'vitest';
import { codes } from '../codes.ts';
import { defineConfig } from '../config.ts';

const program = {
  programId: 'warung',
  name: 'Warung',
  timeZone: 'Asia/Jakarta',
  currency: 'IDR',
  earn: { rules: [{ ruleId: 'base', earn: { per: 'amount', points: 1, of: 1000 } }] },
} as const;

test('a till gets its configuration as it was written, with its types', () => {
  const plugins = [codes()] as const;
  const config = defineConfig({ db: 'points.db', program, plugins });
  const db: string = config.db;
  const { programId }: { readonly programId: string } = config.program;
  expect([db, programId, config.plugins]).toEqual(['points.db', 'warung', plugins]);
  expect(defineConfig({})).toEqual({});
});

test('a name that there is not, or a value of another type, is told by name', () => {
  // @ts-expect-error There is no such name.
  expect(() => defineConfig({ dbs: 'points.db' })).toThrow('The configuration has no option "dbs": did you mean "db"?');
  // @ts-expect-error It is a text.
  expect(() => defineConfig({ actor: 5 })).toThrow(
    '`actor` of the configuration must be a text, such as "back office".',
  );
  expect(() => defineConfig({ schema: '' })).toThrow('`schema` of the configuration must be a text');
  // @ts-expect-error It is a list of plugins.
  expect(() => defineConfig({ plugins: ['codes'] })).toThrow('must be a list of plugins, such as [codes()]');
  // @ts-expect-error It is a list of parts.
  expect(() => defineConfig({ parts: {} })).toThrow('must be a list of parts');
  // @ts-expect-error It is a definition.
  expect(() => defineConfig({ program: [] })).toThrow('must be the definition of a program');
});
