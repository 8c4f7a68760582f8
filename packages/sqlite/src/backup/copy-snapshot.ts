import type { SqliteDatabase } from '../driver.ts';

/** A megabyte of usual pages: between two of them the event loop turns. */
const pagesAtOnce = 256;

/**
 * Copies a database as it is at the beginning to a file, with SQLite's online backup, while others go on writing.
 *
 * @remarks The connection holds a transaction that reads, so all steps see the same snapshot. Without it SQLite begins
 * the copy anew whenever somebody has written between two steps: beside a busy till that never ends. In WAL mode nobody
 * waits for a reader; the log grows until the copy is made.
 *
 * @param onShare - is told how much of it is copied, from 0 to 1.
 * @throws Error where the connection holds no transaction, or whatever the driver throws.
 */
export async function copySnapshot(
  database: SqliteDatabase,
  to: string,
  onShare: (share: number) => void,
): Promise<void> {
  const tell = ({ totalPages, remainingPages }: Pages) =>
    onShare(totalPages === 0 ? 0 : 1 - remainingPages / totalPages);
  if ('inTransaction' in database) {
    const progress = (pages: Pages) => {
      tell(pages);
      return pagesAtOnce;
    };
    await (database as unknown as WithBackup).backup(to, { progress });
    return;
  }
  const { backup } = process.getBuiltinModule('node:sqlite') as unknown as NodeSqlite;
  await backup(database, to, { rate: pagesAtOnce, progress: tell });
}

interface Pages {
  readonly totalPages: number;
  readonly remainingPages: number;
}

interface WithBackup {
  backup(to: string, options: { progress(pages: Pages): number }): Promise<unknown>;
}

interface NodeSqlite {
  backup(from: SqliteDatabase, to: string, options: { rate: number; progress(pages: Pages): void }): Promise<unknown>;
}
