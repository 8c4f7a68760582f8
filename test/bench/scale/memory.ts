import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type BenchCase, comparedCase, type Progress } from '../bench-case.ts';
import type { Databases } from '../postgres/databases.ts';
import { fillLedger } from './fill-ledger.ts';

/** What the child measures after each part of the hour. */
export interface MemorySample {
  readonly heapUsed: number;
  readonly rss: number;
}

const child = fileURLToPath(new URL('./memory-child.ts', import.meta.url));
/** An hour of a chain of shops that sells fifty times a second. */
const sales = 3600 * 50;
const samples = 20;
const callers = 64;

/** The memory of a process that sells for an hour, as fast as it can: the last quarter against the first. */
export async function measureMemory(databases: Databases, progress: Progress): Promise<BenchCase[]> {
  const url = await databases.create('memory');
  await fillLedger(url, { members: 10_000, purchases: 1 }, progress);
  progress(`scale: memory while ${sales} are sold`);
  const args = ['--conditions=@pointbook/source', '--expose-gc', child, url, sales, samples, callers].map(String);
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const measured = JSON.parse(stdout) as MemorySample[];
  const quarter = samples / 4;
  const caseOf = (name: string, of: keyof MemorySample, goal: number) => {
    const [first, last] = [measured.slice(0, quarter), measured.slice(-quarter)].map(
      (part) => part.reduce((sum, sample) => sum + sample[of], 0) / part.length / 1e6,
    ) as [number, number];
    return comparedCase({ store: 'postgres', name, callers, goal }, 'MB', last, first);
  };
  return [caseOf('heap after an hour', 'heapUsed', 0.95), caseOf('RSS after an hour', 'rss', 0.9)];
}
