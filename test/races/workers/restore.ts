// Restores a backup, and kills itself before a call of the file system: that of the number that it is given. It tells
// how many calls there were where it came to its end.
import { syncBuiltinESMExports } from 'node:module';
import type { FileHandle } from 'node:fs/promises';
import { restoreSqlite } from '@pointbook/sqlite/backup';
import { okAsync } from 'neverthrow';
import { tell } from './ledger.ts';

const [from = '', to = '', moment = '0'] = process.argv.slice(2);
const files = process.getBuiltinModule('node:fs/promises');
let calls = 0;

/** Counts the calls of methods, and ends before one of them. */
function count<Of extends object>(of: Of, names: readonly (keyof Of)[]): void {
  for (const name of names) {
    const call = of[name] as (...given: unknown[]) => unknown;
    of[name] = function (this: Of, ...given: unknown[]) {
      calls += 1;
      if (calls === Number(moment)) process.kill(process.pid, 'SIGKILL');
      return call.apply(this, given);
    } as Of[typeof name];
  }
}

const handle = await files.open(process.execPath, 'r');
count(Object.getPrototypeOf(handle) as FileHandle, ['close', 'read', 'stat', 'sync', 'write', 'writeFile']);
count(files, ['chmod', 'copyFile', 'link', 'lstat', 'mkdtemp', 'open', 'rename', 'rm', 'stat']);
syncBuiltinESMExports();
const check = () => okAsync({ members: 0, entries: 0, findings: [], unchecked: [] });
const restored = await restoreSqlite({ from, to, check });
if (restored.isErr()) throw new Error(restored.error.message);
tell(calls);
process.disconnect?.();
