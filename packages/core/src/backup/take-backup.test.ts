import * as files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errAsync, okAsync, ResultAsync } from 'neverthrow';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { BackupFailure } from './backup-failures.ts';
import { type BackupFiles, type BackupSteps, takeBackup } from './take-backup.ts';
import { errorOf, valueOf } from '../value-of-testing.ts';

const sound = { members: 2, entries: 5, findings: [], unchecked: [] };
let folder = '';
let to = '';

beforeEach(async () => {
  folder = await files.mkdtemp(join(tmpdir(), 'pointbook-backup-'));
  to = join(folder, 'points.backup');
  onTestFinished(async () => files.rm(folder, { recursive: true, force: true }));
});

/** A backup whose whole content is one word, unless a step is another one. */
function take(changes: Partial<BackupSteps> = {}) {
  const steps: BackupSteps = {
    to,
    files,
    write: ({ file }) => ResultAsync.fromSafePromise(files.writeFile(file, 'ledger')),
    verify: () => okAsync(sound),
    ...changes,
  };
  return takeBackup(steps);
}

/** The file system, but for what is said of it here. */
function but(changes: Partial<BackupFiles>): BackupFiles {
  return { ...files, ...changes };
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: it is so`), { code, syscall: 'any' });
}

const content = async () => files.readFile(to, 'utf8');
const left = async () => files.readdir(folder);

describe('a backup', () => {
  test('appears once it was written and verified, only its user may read it, and nothing is left beside it', async () => {
    expect(valueOf(await take())).toEqual({ file: to, bytes: 6, members: 2, entries: 5 });
    expect(await content()).toBe('ledger');
    expect((await files.stat(to)).mode & 0o077).toBe(0);
    expect(await left()).toEqual(['points.backup']);
  });

  test('has no name of its own while it is made, and is on the disk before it has one', async () => {
    const seen: string[] = [];
    const recording = but({
      open: async (path, flags, mode) => {
        const file = await files.open(path, flags, mode);
        const name = path.replace(/.*partial-\w+/, '…');
        return { sync: async () => void seen.push(`sync ${name}`), close: async () => file.close() };
      },
      link: async (from, name) => {
        seen.push('link');
        await files.link(from, name);
      },
    });
    const verify: BackupSteps['verify'] = () =>
      ResultAsync.fromSafePromise(left()).map((names) => {
        seen.push(...names.map((name) => name.replace(/\w{6}$/, '')));
        return sound;
      });
    expect((await take({ files: recording, verify })).isOk()).toBe(true);
    expect(seen).toEqual(['points.backup.partial-', 'sync …/backup', 'link', 'sync …/..']);
  });

  test('with findings is deleted, and the error has the findings', async () => {
    const findings = [{ memberId: 'C-17' as never, sequence: 3, problem: 'The entry is missing.' }];
    const error = errorOf(await take({ verify: () => okAsync({ ...sound, findings }) }));
    expect(error).toMatchObject({ kind: 'backup-not-verified', findings });
    expect(error.message).toContain('there is 1 finding in it');
    expect(await left()).toEqual([]);
  });

  test.each(['write', 'verify'] as const)(
    'whose step %s fails is deleted, and answers the error of that step',
    async (step) => {
      const failure: BackupFailure = {
        kind: 'backup-tool-missing',
        message: 'No pg_dump.',
        tool: 'pg_dump',
        path: 'pg_dump',
      };
      expect(errorOf(await take({ [step]: () => errAsync(failure) }))).toBe(failure);
      expect(await left()).toEqual([]);
    },
  );

  test('whose step throws is deleted, and the error is thrown on', async () => {
    const mistake = new Error('a mistake in check');
    await expect(take({ verify: () => new ResultAsync(Promise.reject(mistake)) })).rejects.toBe(mistake);
    expect(await left()).toEqual([]);
  });
});

describe('what is there already', () => {
  test('is left alone, and nothing is done', async () => {
    await files.writeFile(to, 'older');
    const write = () => expect.unreachable('nothing is written');
    expect(errorOf(await take({ write }))).toMatchObject({ kind: 'backup-exists', file: to });
    expect(await content()).toBe('older');
  });

  test.each([
    ['with hard links', files],
    ['without', but({ link: async () => Promise.reject(systemError('EPERM')) })],
  ])('is left alone also when it comes while the backup is made, %s', async (_, system) => {
    const verify: BackupSteps['verify'] = () =>
      ResultAsync.fromSafePromise(files.writeFile(to, "somebody else's")).map(() => sound);
    expect(errorOf(await take({ files: system, verify })).kind).toBe('backup-exists');
    expect(await content()).toBe("somebody else's");
    expect(await left()).toEqual(['points.backup']);
  });

  test('a link that leads nowhere is something, too', async () => {
    await files.symlink(join(folder, 'nowhere'), to);
    expect(errorOf(await take()).kind).toBe('backup-exists');
  });
});

describe('a file system', () => {
  test('without hard links does as well', async () => {
    const system = but({ link: async () => Promise.reject(systemError('EPERM')) });
    expect((await take({ files: system })).isOk()).toBe(true);
    expect(await content()).toBe('ledger');
    expect(await left()).toEqual(['points.backup']);
  });

  test('that cannot sync a folder does as well, as does one that will not remove what is left', async () => {
    const system = but({
      open: async (path, flags, mode) =>
        path.endsWith('..') ? Promise.reject(systemError('EISDIR')) : files.open(path, flags, mode),
      rm: async () => Promise.reject(systemError('EBUSY')),
    });
    expect((await take({ files: system })).isOk()).toBe(true);
    expect(await content()).toBe('ledger');
  });

  test.each([
    ['EACCES', 'name another folder'],
    ['EROFS', 'nothing can be written there'],
    ['ENOSPC', 'there is no room'],
    ['EIO', 'check the disk and the rights'],
  ])('that fails with %s is an error that says what to do', async (code, advice) => {
    const system = but({ mkdtemp: async () => Promise.reject(systemError(code)) });
    const error = errorOf(await take({ files: system }));
    expect(error).toMatchObject({ kind: 'backup-failed', code });
    expect(error.message).toContain(advice);
  });

  test('that finds itself full when it is to keep what it took makes no backup', async () => {
    const full = { sync: async () => Promise.reject(systemError('ENOSPC')), close: async () => {} };
    const open: BackupFiles['open'] = async (path, flags, mode) =>
      flags === 'r+' ? full : files.open(path, flags, mode);
    expect(errorOf(await take({ files: but({ open }) }))).toMatchObject({ code: 'ENOSPC' });
    expect(await left()).toEqual([]);
  });

  test('without the folder says so', async () => {
    const error = errorOf(await take({ to: join(folder, 'none', 'points.backup') }));
    expect(error).toMatchObject({ kind: 'backup-failed', code: 'ENOENT' });
    expect(error.message).toContain('make it first');
  });
});

test('a backup without a name is a mistake', () => {
  expect(() => take({ to: '' })).toThrow('must name the file');
});
