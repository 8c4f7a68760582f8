// Drivers and files for the tests of this package.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ProgramId, StoreError } from '@pointbook/core';
import type { RecordStore } from '@pointbook/core/store';
import { type Decide, ledgerView, type RecordKeys } from '@pointbook/testing';
import Database from 'better-sqlite3';
import { ResultAsync, type Result } from 'neverthrow';
import { onTestFinished } from 'vitest';
import type { SqliteDatabase } from './driver.ts';
import type { SqliteStore } from './sqlite-store.ts';

/** Both drivers, each as a function that opens a file. */
export const drivers = [
  [
    'better-sqlite3',
    (path: string, { readOnly = false } = {}) => new Database(path, { readonly: readOnly, timeout: 0 }),
  ],
  ['node:sqlite', (path: string, { readOnly = false } = {}) => new DatabaseSync(path, { readOnly, timeout: 0 })],
] as const;

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pointbook-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The name of a file that is gone when the test is over. */
export function temporaryFile(): string {
  return join(temporaryFolder(), 'points.db');
}

/** The host's open transaction, seen as one of typed records. */
export function joined(store: SqliteStore, host: SqliteDatabase) {
  return {
    transact<T>(programId: ProgramId, keys: RecordKeys, decide: Decide<T>): Result<T, StoreError> {
      const answers: Result<T, StoreError>[] = [];
      const failures: unknown[] = [];
      const transact: RecordStore['transact'] = (_, request, run) => {
        try {
          answers.push(store.join(host).transact(programId, request, run) as never);
        } catch (thrown) {
          failures.push(thrown);
        }
        return new ResultAsync(new Promise<never>(() => {}));
      };
      void ledgerView({ ...store, transact }).transact(programId, keys, decide);
      const [answer] = answers;
      if (answer === undefined) throw failures[0];
      return answer;
    },
  };
}
