import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { cache } from '../../../scripts/workspace.ts';
import type { Row } from '../same-rows.ts';
import type { Ground, Ledger } from './ground.ts';

/** Works with files in a folder of their own. */
export async function onSqlite<T>(work: (ground: Ground) => Promise<T>): Promise<T> {
  // Not the folder for temporary files: on many machines that is memory, where a commit costs nothing.
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'bench-bulk-'));
  const create = async (name: string) => ledgerIn(join(folder, `${name}.db`), name);
  try {
    return await work({
      store: 'sqlite',
      create,
      copy: async ({ target }, name) => {
        copyFileSync(target, join(folder, `${name}.db`));
        return create(name);
      },
      settle: async ({ target }) => withFile(target, (file) => void file.pragma('wal_checkpoint(TRUNCATE)')),
      remove: async ({ target }) => rmSync(target),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ledgerIn(target: string, name: string): Ledger {
  return {
    name,
    target,
    prefix: 'pointbook_',
    write: async (statements) =>
      withFile(target, (file) => {
        file.exec('BEGIN IMMEDIATE');
        for (const { text, values = [] } of statements) file.prepare(text).run(...values);
        file.exec('COMMIT');
      }),
    read: async ({ text, values = [] }, take) =>
      withFile(target, (file) => {
        let rows = 0;
        for (const row of file.prepare(text).iterate(...values)) {
          rows += 1;
          take?.(row as Row);
        }
        return rows;
      }),
  };
}

/** Opens a file the way the library opens it: the same driver, journal, durability and checks. */
function withFile<T>(path: string, work: (file: Database.Database) => T): T {
  const file = new Database(path);
  try {
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'fullfsync = ON', 'foreign_keys = ON'])
      file.pragma(pragma);
    return work(file);
  } finally {
    file.close();
  }
}
