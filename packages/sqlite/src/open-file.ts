import { StoreFailure } from '@pointbook/core';
import { connectionOf, type Connection, type SqliteDatabase } from './driver.ts';

/** The packages that can open a file. */
export type SqliteDriver = 'better-sqlite3' | 'node:sqlite';

/** How long the driver itself waits for a lock: short, for the event loop stands still meanwhile. */
const busyTimeoutMs = 10;

/**
 * Opens a file with the driver that is named, or else the first that is there.
 *
 * @throws StoreFailure `store-driver-missing`, or whatever the driver throws.
 */
export async function openFile(path: string, driver?: SqliteDriver, load: Loaders = loaders): Promise<Connection> {
  for (const name of driver === undefined ? drivers : [driver]) {
    const open = await load[name]();
    if (open !== null) return connectionOf(open(path));
  }
  throw new StoreFailure('store-driver-missing', missing(driver));
}

/** How each driver is loaded; null where it is not there. */
export type Loaders = Readonly<Record<SqliteDriver, () => Promise<Opener | null>>>;

type Opener = (path: string) => SqliteDatabase;
type DatabaseClass = new (path: string, options: { timeout: number }) => SqliteDatabase;

const drivers: readonly SqliteDriver[] = ['better-sqlite3', 'node:sqlite'];

const loaders: Loaders = {
  'better-sqlite3': async () => {
    // The name is a variable, so that bundlers leave it and type checkers need no types of it.
    const name: string = 'better-sqlite3';
    try {
      const { default: Database } = (await import(name)) as { default: DatabaseClass };
      return (path) => new Database(path, { timeout: busyTimeoutMs });
    } catch (thrown) {
      if (isNotInstalled(thrown)) return null;
      throw thrown;
    }
  },
  'node:sqlite': async () => {
    const sqlite = process.getBuiltinModule('node:sqlite') as { DatabaseSync: DatabaseClass } | undefined;
    return sqlite ? (path) => new sqlite.DatabaseSync(path, { timeout: busyTimeoutMs }) : null;
  },
};

function isNotInstalled(thrown: unknown): boolean {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
}

function missing(driver: SqliteDriver | undefined): string {
  switch (driver) {
    case 'better-sqlite3':
      return 'better-sqlite3 is not installed: run `npm install better-sqlite3`, or leave the option `driver` out.';
    case 'node:sqlite':
      return 'This Node has no node:sqlite: use Node 22.16 or later, or run `npm install better-sqlite3`.';
    case undefined:
      return 'There is no SQLite to work with: run `npm install better-sqlite3`, or use Node 22.16 or later.';
  }
}
