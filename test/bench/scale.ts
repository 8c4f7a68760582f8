import type { BenchCase, Progress } from './bench-case.ts';
import { withDatabases } from './postgres/databases.ts';
import { measureGrowth } from './scale/growth.ts';
import { measureMemory } from './scale/memory.ts';

/** Ledgers on PostgreSQL as they are after years, and a process that sells for hours: minutes of loading and 20 GB. */
export async function scale(progress: Progress): Promise<readonly BenchCase[]> {
  const memory = await withDatabases((databases) => measureMemory(databases, progress));
  return [...memory, ...(await withDatabases((databases) => measureGrowth(databases, progress)))];
}
