import { err, ok } from 'neverthrow';
import { storeError } from '@pointbook/core';
import { expect, test } from 'vitest';
import { shellQuoted } from '../output/shell-quoted.ts';
import { valueOnce } from './change-options.ts';

const gone = { kind: 'store-unavailable', message: 'The connection is gone.' } as const;

test('where it is unknown whether a command was done, the error says how to repeat it safely', () => {
  expect(valueOnce(ok(5), '--key k')).toBe(5);
  const unknown = err(storeError({ ...gone, written: 'unknown' }));
  expect(() => valueOnce(unknown, '--key k')).toThrow(
    'It may have been done. Run it again with --key k: then it is done once.',
  );
  expect(() => valueOnce(err(storeError(gone)), '--key k')).toThrow(/^The connection is gone\.$/);
});

test.each([
  ['eid-2026', 'eid-2026'],
  ['members of May.csv', `'members of May.csv'`],
  [`Ayu's.csv`, `'Ayu'\\''s.csv'`],
])('%s is quoted for a shell as %s', (text, word) => {
  expect(shellQuoted(text)).toBe(word);
});
