import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failureKinds } from '@pointbook/core/errors';
import { verbsOf } from '@pointbook/core/plugin';
import { expect, test } from 'vitest';
import { ownPlugins } from '../support/shops/own-plugins.ts';

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'errors.md'), 'utf8');
const [, table = ''] = page.split('## What to do on each error');
const rows = [...table.matchAll(/^\| `([a-z-]+)` \| (.+) \| (.+) \|$/gm)];

test('The list of errors has those of all verbs, and that of a program', () => {
  const ofVerbs = verbsOf(ownPlugins).flatMap(({ failures }) => failures);
  expect([...new Set([...ofVerbs, 'invalid-program'])].toSorted()).toEqual(failureKinds);
});

test('The page of errors says of each what to do, and of no other', () => {
  expect(rows.map(([, kind]) => kind)).toEqual(failureKinds);
});

test('The page of errors calls those retryable that the store calls so', () => {
  const retryable = rows.filter(([, , happened]) => happened?.includes('Retryable')).map(([, kind]) => kind);
  expect(retryable).toEqual(['store-locked', 'store-unavailable']);
});
