import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verbsOf } from '@pointbook/core/plugin';
import { expect, test } from 'vitest';

const readme = readFileSync(join(import.meta.dirname, '..', '..', 'packages', 'core', 'README.md'), 'utf8');
const [, section = ''] = /^## Verbs\n(.*?)^## /ms.exec(readme) ?? [];
const named = [...section.matchAll(/`([a-z]+[A-Z]\w*)`/g)].map(([, name = '']) => name);

test('The README of the core names each verb of a ledger once, and no other', () => {
  expect(named.toSorted()).toEqual(
    verbsOf()
      .map(({ path }) => path.join('.'))
      .toSorted(),
  );
});
