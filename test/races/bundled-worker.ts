import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';
import { cache } from '../../scripts/workspace.ts';

/** A worker as one file, which starts five times as fast as its sources. */
export async function bundledWorker(name: string): Promise<string> {
  const outfile = join(cache, `${name}-${process.pid}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, 'workers', `${name}.ts`)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['@pointbook/source'],
    external: ['better-sqlite3', 'pg', 'pg-*'],
  });
  onTestFinished(async () => rm(outfile, { force: true }));
  return outfile;
}

/** For workers that are started often: each would compile the same file again. */
export const bundledEnv = { ...process.env, NODE_COMPILE_CACHE: join(cache, 'compiled') };
