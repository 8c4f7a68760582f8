import { StoreFailure } from '@pointbook/core/store';
import type { Connection, SqliteDriver } from './driver.ts';

/** A file that a connection of this process has open. */
interface Use {
  readonly file: string;
  readonly driver: SqliteDriver;
  /** Weak, for the host may forget a database of its own without closing it. */
  readonly connection: WeakRef<Connection>;
}

/** One set for all copies of this package: a process may have loaded both of its forms. */
const key = Symbol.for('@pointbook/sqlite: files in use');

function usesOfProcess(): Set<Use> {
  const process = globalThis as { [key]?: Set<Use> };
  return (process[key] ??= new Set());
}

/**
 * Refuses a file that a connection of another driver has open in this process: each driver brings an SQLite of its own,
 * and when one closes the file, the locks of the other are gone. Only what Pointbook works on is known.
 *
 * @throws StoreFailure `store-driver-differs`
 */
export function checkDriver(file: string | null, driver: SqliteDriver): void {
  const uses = usesOfProcess();
  for (const use of uses) {
    if (use.connection.deref()?.isOpen !== true) uses.delete(use);
    else if (use.file === file && use.driver !== driver)
      throw new StoreFailure(
        'store-driver-differs',
        `${file} is open in this process by ${use.driver}, and ${driver} would undo its locks: use one driver for a file, as with { driver: '${use.driver}' }.`,
      );
  }
}

/** Notes that a connection has a file open, once it is known that no other driver has. */
export function noteUse(file: string | null, connection: Connection): void {
  const { driver } = connection;
  checkDriver(file, driver);
  const uses = usesOfProcess();
  if (file !== null && ![...uses].some((use) => use.connection.deref() === connection))
    uses.add({ file, driver, connection: new WeakRef(connection) });
}
