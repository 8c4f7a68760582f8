import { realpathSync } from 'node:fs';
import { InvariantError } from '@pointbook/core';
import type { Connection } from './driver.ts';
import { noteUse } from './one-driver.ts';

/** Makes sure that a connection leads to the ledger's own database, or throws: its points would be lost in another. */
export function databaseGuard(target: string | Connection): (connection: Connection) => void {
  const known = new WeakSet<Connection>();
  return (connection) => {
    if (connection === target || known.has(connection)) return;
    const own = typeof target === 'string' ? realPath(target) : fileOf(target);
    if (own === null || own !== fileOf(connection)) {
      throw new InvariantError('This is another database than the ledger is in: join a connection to the same file.');
    }
    noteUse(own, connection);
    known.add(connection);
  };
}

/** The file of a connection; null for a database in memory. */
export function fileOf(connection: Connection): string | null {
  const databases = connection.prepare('PRAGMA database_list').all() as { name: string; file: string | null }[];
  return realPath(databases.find(({ name }) => name === 'main')?.file ?? '');
}

/** A file under the one name that it has; null where there is none. */
export function realPath(file: string): string | null {
  try {
    return file === '' ? null : realpathSync(file);
  } catch {
    return null;
  }
}
