import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exitCodeHelp } from './exit-codes.ts';

test('the README lists the same exit codes as the help', () => {
  const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
  expect([...readme.matchAll(/^\| (\d+) \| (.+) \|$/gm)].map(([, code, words]) => [Number(code), words])).toEqual(
    exitCodeHelp.map(([code, words]) => [code, words]),
  );
});
