import { okAsync } from 'neverthrow';
import { expect, test } from 'vitest';
import { valueOf } from '../cli-failure.ts';
import { rowsOfPages } from './rows.ts';

test('a list is read to its last page', async () => {
  const read: (string | undefined)[] = [];
  const pages = rowsOfPages((cursor) => {
    read.push(cursor);
    return okAsync(cursor === undefined ? { items: [1, 2], next: 'second' } : { items: [3], next: null });
  });
  const rows: number[] = [];
  for await (const row of pages) rows.push(valueOf(row));
  expect([rows, read]).toEqual([
    [1, 2, 3],
    [undefined, 'second'],
  ]);
});
