import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from '../../../scripts/workspace.ts';
import type { BenchCase, Progress } from '../bench-case.ts';
import { prepareHandWritten } from './hand-written.ts';
import { prepareLedger } from './prepare-ledger.ts';
import { proveEqual } from './prove-equal.ts';
import { measureReading } from './reading.ts';
import { measureStartUp } from './start-up.ts';
import { measureWriting } from './writing.ts';

/** A ledger on SQLite (better-sqlite3, WAL, synchronous FULL) against hand-written SQL on the same tables. */
export async function sqliteSuite(progress: Progress): Promise<readonly BenchCase[]> {
  // Not the folder for temporary files: on many machines that is memory, where a commit costs nothing.
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'bench-'));
  try {
    progress('sqlite: preparing a ledger');
    const prepared = await prepareLedger(folder);
    const handWritten = join(folder, 'hand-written.db');
    prepareHandWritten(handWritten);
    progress('sqlite: proving that the baselines write the same');
    await proveEqual(prepared, handWritten);
    const writing = await measureWriting({ prepared, handWritten }, progress);
    const reading = await measureReading(prepared, progress);
    progress('sqlite: start-up');
    return [...writing, ...reading, await measureStartUp(prepared, 9)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
