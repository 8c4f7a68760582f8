import { rmSync } from 'node:fs';
import { Result } from 'neverthrow';
import type { Failure } from './failure.ts';

/** Deletes a ledger's file, with what SQLite keeps beside it. */
export function startOver(file: string): Result<void, Failure> {
  const remove = () => ['', '-wal', '-shm'].forEach((end) => rmSync(file + end, { force: true }));
  return Result.fromThrowable(remove, (thrown) => ({
    kind: 'file-not-deletable',
    message: (thrown as Error).message,
  }))();
}
