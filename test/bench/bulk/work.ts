import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { cache } from '../../../scripts/workspace.ts';
import type { Ground, Ledger } from './ground.ts';

/** What a process is started for. */
export type Work = 'gift' | 'status' | 'liability' | 'verify' | 'sales' | 'sales-beside-gift' | 'sales-beside-other';

/** How that went. */
export interface Done {
  /** Members, rows of a report, entries, or sales. */
  readonly rows: number;
  readonly ms: number;
  /** The most memory that the process had at any time, in MB. */
  readonly peakMb: number;
  /** How long all but a hundredth of the sales took at most; null where nothing was sold. */
  readonly p99Ms: number | null;
}

/** Works on a ledger in a process of its own. */
export type WorkOn = (ledger: Ledger, work: Work, detail?: string) => Promise<Done>;

/** Builds what the processes run: a host loads JavaScript, and reading TypeScript would take memory of its own. */
export async function buildWorker({ store }: Ground): Promise<WorkOn> {
  const outfile = join(cache, `bench-bulk-${store}.mjs`);
  await build({
    entryPoints: [fileURLToPath(new URL('./work-child.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@pointbook/source'],
    external: ['better-sqlite3', 'pg'],
    logLevel: 'silent',
  });
  return async ({ target }, work, detail = '') => {
    const { stdout } = await promisify(execFile)(process.execPath, [outfile, store, target, work, detail]);
    return JSON.parse(stdout) as Done;
  };
}
