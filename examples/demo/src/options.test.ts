import { expect, test } from 'vitest';
import { ownFile, readOptions } from './options.ts';

test('without options the demo keeps its ledger in its own file', () => {
  expect(readOptions([])._unsafeUnwrap()).toEqual({ file: ownFile, fresh: false });
  expect(ownFile).toMatch(/pointbook-demo\.db$/);
});

test('--db names another file', () => {
  expect(readOptions(['--db', 'shop.db'])._unsafeUnwrap()).toEqual({ file: 'shop.db', fresh: false });
});

test('--fresh starts over, but deletes no file that the demo does not keep', () => {
  expect(readOptions(['--fresh'])._unsafeUnwrap()).toEqual({ file: ownFile, fresh: true });
  expect(readOptions(['--fresh', '--db', 'shop.db'])._unsafeUnwrapErr().kind).toBe('invalid-option');
});

test.each([['--colour'], ['--db'], ['--db='], ['--db=:memory:'], ['extra']])('%s is refused by name', (option) => {
  const { kind, message } = readOptions([option])._unsafeUnwrapErr();
  expect(kind).toBe('invalid-option');
  expect(message).not.toContain('\n');
});
