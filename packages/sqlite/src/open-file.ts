// Under a name of its own: a host's bundle may begin with a `createRequire`, as esbuild's banner often does.
import { createRequire as requireFrom } from 'node:module';
import { StoreFailure } from '@pointbook/core/store';
import { isError } from '@pointbook/sql';
import { connectionOf, type Connection, driverOf, type SqliteDatabase, type SqliteDriver } from './driver.ts';
import { checkDriver, noteUse } from './one-driver.ts';
import { realPath } from './same-database.ts';

/** How long the driver itself waits for a lock: short, for the event loop stands still meanwhile. */
const busyTimeoutMs = 3;

/**
 * Opens a file with the driver that is named, or else the first that is there.
 *
 * @throws StoreFailure `store-driver-missing`, or whatever the driver throws.
 */
export async function openFile(path: string, driver?: SqliteDriver, load?: Loaders): Promise<Connection> {
  return connectionOf((await openerOf(driver, load))(path));
}

/**
 * What opens files with the driver that is named, or else the first that is there.
 *
 * @throws StoreFailure `store-driver-missing`, or whatever loading the driver throws.
 */
export async function openerOf(
  driver?: SqliteDriver,
  load: Loaders = loaders,
  node: string = process.versions.node,
): Promise<Opener> {
  // On an older Node, better-sqlite3 13 ends the process with a segmentation fault, and no message.
  if (isOlder(node)) throw new StoreFailure('store-driver-missing', `Use Node 22.14 or later: this is Node ${node}.`);
  for (const name of driver === undefined ? drivers : [driver]) {
    const open = await load[name]();
    if (open !== null) return open;
  }
  throw new StoreFailure('store-driver-missing', missing[driver ?? 'any']);
}

/** What opens files with the driver of a database that is open. */
export function openerLike(database: SqliteDatabase): Opener {
  return openerWith(driverOf(database), database.constructor as DatabaseClass);
}

/** How each driver is loaded; null where it is not there. */
export type Loaders = Readonly<Record<SqliteDriver, () => Promise<Opener | null>>>;

/** Opens a file, or makes it. */
export type Opener = (path: string) => SqliteDatabase;
type DatabaseClass = new (path: string, options: { timeout: number }) => SqliteDatabase;

const drivers: readonly SqliteDriver[] = ['better-sqlite3', 'node:sqlite'];

const loaders: Loaders = {
  'better-sqlite3': async () => {
    try {
      return openerWith('better-sqlite3', required('better-sqlite3') as DatabaseClass);
    } catch (thrown) {
      if (isNotInstalled(thrown)) return null;
      throw thrown;
    }
  },
  'node:sqlite': async () => {
    const sqlite = process.getBuiltinModule('node:sqlite') as { DatabaseSync: DatabaseClass } | undefined;
    return sqlite && tellsTransactions(sqlite.DatabaseSync) ? openerWith('node:sqlite', sqlite.DatabaseSync) : null;
  },
};

/**
 * Loads a package, which is looked for from this file or from the bundle that it is in.
 *
 * @remarks No `import()`: Jest runs CommonJS where there is none. No plain `require`: an ES module has none, and a
 * bundler would want the package where it is not installed.
 */
function required(name: string): unknown {
  return requireFrom(typeof __filename === 'string' ? __filename : import.meta.url)(name);
}

function openerWith(driver: SqliteDriver, Database: DatabaseClass): Opener {
  return (path) => {
    // Before it is opened, for to close it again would undo the locks as well.
    checkDriver(realPath(path), driver);
    const database = new Database(path, { timeout: busyTimeoutMs });
    noteUse(realPath(path), connectionOf(database));
    return database;
  };
}

/** Before Node 22.16, a database did not tell whether it is open and in a transaction. */
function tellsTransactions(Database: DatabaseClass): boolean {
  const database = new Database(':memory:', { timeout: 0 });
  database.close();
  return 'isTransaction' in database;
}

function isOlder(node: string): boolean {
  const [major = 0, minor = 0] = node.split('.').map(Number);
  return major < 22 || (major === 22 && minor < 14);
}

function isNotInstalled(thrown: unknown): boolean {
  const code = isError(thrown) && 'code' in thrown ? thrown.code : null;
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
}

const missing: Readonly<Record<SqliteDriver | 'any', string>> = {
  'better-sqlite3':
    'better-sqlite3 is not installed: run `npm install better-sqlite3`, or leave the option `driver` out.',
  'node:sqlite':
    'This Node has no node:sqlite that tells of transactions: use Node 22.16 or later, or run `npm install better-sqlite3`.',
  any: 'There is no SQLite to work with: run `npm install better-sqlite3`, or use Node 22.16 or later.',
};
