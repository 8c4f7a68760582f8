import { err, ok } from 'neverthrow';
import { storeError } from '@pointbook/core';
import { expect, test } from 'vitest';
import { quoted } from './quoted.ts';
import { valueOnce } from './stating.ts';

const gone = { kind: 'store-unavailable', message: 'The connection is gone.' } as const;

test('where nobody knows whether it was done, it is told how it is done once', () => {
  expect(valueOnce(ok(5), '--key k')).toBe(5);
  const unknown = err(storeError({ ...gone, written: 'unknown' }));
  expect(() => valueOnce(unknown, '--key k')).toThrow('run it again with --key k, and it is done once');
  expect(() => valueOnce(err(storeError(gone)), '--key k')).toThrow(/^The connection is gone\.$/);
});

test.each([
  ['eid-2026', 'eid-2026'],
  ['members of May.csv', `'members of May.csv'`],
  [`Ayu's.csv`, `'Ayu'\\''s.csv'`],
])('%s is for a shell %s', (text, word) => {
  expect(quoted(text)).toBe(word);
});
