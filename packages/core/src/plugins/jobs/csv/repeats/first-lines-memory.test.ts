import { fork } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

test('a Map of the texts of a file takes more than twice as much memory', async () => {
  const measuring = fork(new URL('first-lines-memory-testing.ts', import.meta.url));
  const [{ table, map }] = (await once(measuring, 'message')) as [{ readonly table: number; readonly map: number }];
  expect(map / table).toBeGreaterThan(2);
});
