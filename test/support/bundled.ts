import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';
import { cache, root } from '../../scripts/workspace.ts';

/** A worker of the races as one file, which starts five times as fast as its sources. */
export async function bundledWorker(name: string): Promise<string> {
  return bundled(join(root, 'test', 'races', 'workers', `${name}.ts`), name);
}

/** A program as one file. */
export async function bundled(entryPoint: string, name: string): Promise<string> {
  const outfile = join(cache, `${name}-${process.pid}.mjs`);
  await build({
    entryPoints: [entryPoint],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['@pointbook/source'],
    external: ['better-sqlite3', 'pg', 'pg-*'],
    // What is bundled of CommonJS requires parts of Node.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  onTestFinished(async () => rm(outfile, { force: true }));
  return outfile;
}

/** For workers that are started often: each would compile the same file again. */
export const bundledEnv = { ...process.env, NODE_COMPILE_CACHE: join(cache, 'compiled') };
