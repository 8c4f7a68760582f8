import * as files from 'node:fs/promises';
import { StoreFailure } from '@pointbook/core/store';
import { connectionOf, type Connection } from '../driver.ts';
import type { Opener } from '../open-file.ts';
import { isBusy, isCorrupt } from '../store-errors.ts';

/** A ledger's file that nobody else has open, nor can open. */
export interface LedgerAlone {
  readonly connection: Connection;
  /** Copies the whole file as it is, with its owner and rights. */
  copyTo(file: string): Promise<void>;
  /** Gives another file the owner and the rights of this one. */
  passRightsTo(file: string): Promise<void>;
  /**
   * Makes the file useless to a process that opened it before it lost its name, and waits for its lock: that one would
   * read the old ledger, and write into the log of the new one. It is told that this is no database.
   */
  spoil(): Promise<void>;
  /** Lets others open it. */
  close(): Promise<void>;
}

/**
 * Opens a file so that nobody else has it open; null where somebody has.
 *
 * @remarks A connection in WAL mode holds a shared lock for as long as it is open, whether or not it works. To leave
 * WAL mode SQLite needs the exclusive one, so it can only be left alone. All that is in the log is in the file then,
 * and the log is gone. In another mode an idle connection holds no lock: it is not known, but finds `spoil`ed what it
 * had open.
 */
export async function ledgerAlone(file: string, open: Opener): Promise<LedgerAlone | null> {
  const connection = connectionOf(open(file));
  try {
    if (lock(connection)) return alone(connection, await files.open(file, 'r+'));
    connection.close();
    return null;
  } catch (thrown) {
    connection.close();
    throw isCorrupt(thrown) ? noDatabase(file, thrown) : thrown;
  }
}

/**
 * Takes the exclusive lock, which lasts until the connection is closed; false where somebody else has the file open.
 */
function lock(connection: Connection): boolean {
  try {
    connection.exec('PRAGMA locking_mode = EXCLUSIVE');
    const row = connection.prepare('PRAGMA journal_mode = DELETE').get() as { readonly journal_mode: string };
    if (row.journal_mode !== 'delete') return false;
    connection.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (thrown) {
    if (isBusy(thrown)) return false;
    throw thrown;
  }
}

function alone(connection: Connection, handle: files.FileHandle): LedgerAlone {
  const passRightsTo = async (file: string): Promise<void> => {
    const [own, other] = [await handle.stat(), await files.stat(file)];
    if (own.uid !== other.uid || own.gid !== other.gid) await files.chown(file, own.uid, own.gid);
    await files.chmod(file, own.mode & 0o777);
  };
  return {
    connection,
    passRightsTo,
    copyTo: async (file) => {
      const copy = await files.open(file, 'wx', 0o600);
      try {
        const piece = new Uint8Array(1_048_576);
        for (let at = 0; ;) {
          const { bytesRead } = await handle.read(piece, 0, piece.length, at);
          if (bytesRead === 0) break;
          await copy.writeFile(piece.subarray(0, bytesRead));
          at += bytesRead;
        }
        await copy.sync();
      } finally {
        await copy.close();
      }
      await passRightsTo(file);
    },
    spoil: async () => {
      // Another name of the file is somebody's copy.
      if ((await handle.stat()).nlink === 0) await handle.write(header, 0, header.length, 0);
    },
    close: async () => {
      // With a file that is closed, a process loses all its locks on it: those of a connection that comes later, too.
      await handle.close();
      connection.close();
    },
  };
}

/** What stands where SQLite looks for the name of its format, and for what else it knows a file by. */
const header = new TextEncoder().encode(
  'This ledger was replaced by a backup, and has lost its name.'.padEnd(100, '.'),
);

function noDatabase(file: string, cause: unknown): StoreFailure {
  const message = `${file} is no database, or so damaged that SQLite cannot tell whether anyone has it open. End all that use it, move it away with the files ${file}-wal and ${file}-shm, and restore then. Nothing was changed.`;
  return new StoreFailure('store-corrupt', message, { cause });
}
