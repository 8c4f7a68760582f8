import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { backupFailed } from './backup-failures.ts';

test('An error of the file system is told in any realm, and no other error is taken for one', () => {
  const made = `Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' })`;
  expect(backupFailed(runInNewContext(made))).toMatchObject({ kind: 'backup-failed', code: 'ENOENT' });
  for (const other of [new Error('plain'), Object.assign(new Error('no'), { code: 'ENOENT' }), 'open', null, undefined])
    expect(backupFailed(other)).toBeNull();
});
