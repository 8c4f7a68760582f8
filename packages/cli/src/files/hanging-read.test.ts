import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { exitCodes } from '../exit-codes.ts';

test.each(['0', '600'])('Ctrl-C ends a command whose file does not answer from %s ms on', async (waitMs) => {
  const reading = readingFrom(waitMs);
  let told = '';
  reading.stderr.on('data', (text: Buffer) => (told += text.toString()));
  await once(reading.stdout, 'data');
  reading.kill('SIGINT');
  const [code, signal] = (await once(reading, 'exit')) as [number | null, string | null];
  expect({ code, signal }).toEqual({ code: null, signal: 'SIGINT' });
  expect(told).toContain('The file does not answer');
});

test('a second Ctrl-C ends it too, however short a time the file has not answered', async () => {
  const reading = readingFrom('0');
  await once(reading.stdout, 'data');
  reading.kill('SIGINT');
  await once(reading.stderr, 'data');
  reading.kill('SIGINT');
  const [code, signal] = (await once(reading, 'exit')) as [number | null, string | null];
  // An exit code where the signals were faster than the read.
  expect(['SIGINT', exitCodes.stopped]).toContain(signal ?? code);
});

/** A process that reads a file which does not answer, so many milliseconds after it has begun. */
function readingFrom(waitMs: string) {
  const folder = mkdtempSync(join(tmpdir(), 'pointbook-hanging-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const pipe = join(folder, 'pipe');
  // Node has no function for it.
  const makePipe = 'mkfifo';
  execFileSync(makePipe, [pipe]);
  writeFileSync(join(folder, 'file.csv'), '');
  const script = join(import.meta.dirname, 'hanging-read-testing.ts');
  return spawn(process.execPath, ['-C', '@pointbook/source', script, join(folder, 'file.csv'), pipe, waitMs]);
}
