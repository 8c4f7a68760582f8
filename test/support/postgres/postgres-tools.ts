import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** PostgreSQL's programs on this machine, of one version. */
export interface InstalledPostgres {
  /** The folder that they are in. */
  readonly programs: string;
  readonly version: number;
}

/** The newest PostgreSQL that is installed here with its server and its client programs, where there is one. */
export async function installedPostgres(): Promise<InstalledPostgres[]> {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).map(async (folder) => realpath(join(folder, 'postgres')));
  const found = (await Promise.allSettled(onPath)).flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
  const usual = globSync(['/usr/lib/postgresql/*/bin/postgres', '/usr/pgsql-*/bin/postgres']);
  const folders = [...new Set([...found, ...usual].map((program) => dirname(program)))];
  const installed = await Promise.all(
    folders.map(async (programs) => {
      const names = ['postgres', 'initdb', 'pg_dump', 'pg_restore'];
      const versions = await Promise.all(names.map(async (name) => versionOf(join(programs, name))));
      const [version] = versions;
      return version !== null && version !== undefined && versions.every((each) => each === version) && version >= 15
        ? { programs, version }
        : null;
    }),
  );
  return installed
    .filter((each) => each !== null)
    .toSorted((a, b) => b.version - a.version)
    .slice(0, 1);
}

/** The major version of a program of PostgreSQL's; null where it does not run. */
export async function versionOf(program: string): Promise<number | null> {
  try {
    const { stdout } = await promisify(execFile)(program, ['--version']);
    const [, major] = /(\d+)(?:\.|beta|rc|devel)/.exec(stdout) ?? [];
    return major === undefined ? null : Number(major);
  } catch {
    return null;
  }
}
