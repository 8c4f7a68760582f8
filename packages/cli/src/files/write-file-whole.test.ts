import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { err, ok, type Result } from 'neverthrow';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Failure } from '../cli-failure.ts';
import { writeFileWhole } from './write-file-whole.ts';

function openFolder(): { readonly file: string; left(): string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'pointbook-whole-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { file: join(folder, 'members.csv'), left: () => readdirSync(folder) };
}

async function* blocks(...rows: readonly (Result<string, Failure> | (() => void))[]) {
  for (const row of rows)
    if (typeof row === 'function') row();
    else yield row;
}

test('a file gets its name once it is complete, and only its user may read it', async () => {
  const { file, left } = openFolder();
  const seen: string[][] = [];
  expect(
    await writeFileWhole(
      file,
      blocks(ok('Ayu,'), () => seen.push(left()), ok('ごほうび')),
    ),
  ).toBe(16);
  expect(seen).toEqual([[expect.stringMatching(/^members\.csv\.partial-\w+$/)]]);
  expect(left()).toEqual(['members.csv']);
  expect(readFileSync(file, 'utf8')).toBe('Ayu,ごほうび');
  expect(statSync(file).mode & 0o077).toBe(0);
});

test('what fails in the middle, or comes too late, leaves nothing', async () => {
  const { file, left } = openFolder();
  const failed = writeFileWhole(file, blocks(ok('Ayu'), err({ kind: 'store-unavailable', message: 'Gone.' })));
  await expect(failed).rejects.toMatchObject({ kind: 'store-unavailable', exitCode: 5 });
  expect(left()).toEqual([]);
  const other = async () => writeFileWhole(file, blocks(ok('first')));
  let first = 0;
  const late = writeFileWhole(file, slowly());
  await expect(late).rejects.toMatchObject({ kind: 'file-exists' });
  expect([first, readFileSync(file, 'utf8'), left()]).toEqual([5, 'first', ['members.csv']]);

  async function* slowly() {
    yield ok('second') as Result<string, Failure>;
    first = await other();
  }
});

test('what a disk that fills up takes in part is not taken for whole', async () => {
  const { file } = openFolder();
  const handle = await open(`${file}.other`, 'w');
  const prototype = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  // The system answers how much it took, and is an error only the next time.
  vi.spyOn(prototype, 'write').mockResolvedValue({ bytesWritten: 1, buffer: '' });
  await writeFileWhole(file, blocks(ok('Ayu'))).finally(vi.restoreAllMocks);
  expect(readFileSync(file, 'utf8')).toBe('Ayu');
});

test('a signal takes away what is half written, and ends with 130', async () => {
  const { file, left } = openFolder();
  const before = process.listenerCount('SIGTERM');
  const ended: unknown[] = [];
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    ended.push(code, left());
    throw new Error('The process ended.');
  });
  const stopped = writeFileWhole(
    file,
    blocks(ok('Ayu'), () => process.emit('SIGTERM')),
  );
  await expect(stopped).rejects.toThrow('The process ended.');
  vi.restoreAllMocks();
  expect(ended).toEqual([130, []]);
  expect(process.listenerCount('SIGTERM')).toBe(before);
});
