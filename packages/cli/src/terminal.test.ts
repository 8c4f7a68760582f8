import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { type Terminal, write } from './terminal.ts';

test('who reads slowly is waited for, so that a million rows are never all in memory', async () => {
  const stream = new PassThrough({ highWaterMark: 4 });
  let isWritten = false;
  const writing = write(stream as unknown as Terminal['stdout'], 'members').then(() => (isWritten = true));
  await new Promise(setImmediate);
  expect(isWritten).toBe(false);
  stream.resume();
  await writing;
});
