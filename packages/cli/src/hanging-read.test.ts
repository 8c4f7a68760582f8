import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

test('Ctrl-C ends a command whose file does not answer', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pointbook-hanging-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const pipe = join(folder, 'pipe');
  // Node has no function for it.
  const makePipe = 'mkfifo';
  execFileSync(makePipe, [pipe]);
  writeFileSync(join(folder, 'file.csv'), '');
  const script = join(import.meta.dirname, 'hanging-read-testing.ts');
  const reading = spawn(process.execPath, ['-C', '@pointbook/source', script, join(folder, 'file.csv'), pipe]);
  let told = '';
  reading.stderr.on('data', (text: Buffer) => (told += text.toString()));
  await once(reading.stdout, 'data');
  reading.kill('SIGINT');
  const [code, signal] = (await once(reading, 'exit')) as [number | null, string | null];
  expect({ code, signal }).toEqual({ code: null, signal: 'SIGINT' });
  expect(told).toContain('The file does not answer');
});
