import { type ChildProcess, fork, type ForkOptions } from 'node:child_process';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { cache, root } from '../../../scripts/workspace.ts';

/** Starts a worker of the races as one file, which starts five times as fast as its sources. */
export async function forkWorker(
  name: string,
  args: readonly string[] = [],
  options: ForkOptions = {},
): Promise<ChildProcess> {
  return fork(await bundledWorker(name), [...args], { env: bundledEnv, execArgv: [], ...options });
}

/** A worker of the races as one file. */
async function bundledWorker(name: string): Promise<string> {
  return bundled(join(root, 'test', 'races', 'workers', `${name}.ts`), name);
}

/** A program as one file. Its name stays the same, so that Node finds in its compile cache what an earlier run kept. */
export async function bundled(entryPoint: string, name: string): Promise<string> {
  const made = bundles.get(entryPoint) ?? bundle(entryPoint, join(cache, `${name}.mjs`));
  bundles.set(entryPoint, made);
  return made;
}

const bundles = new Map<string, Promise<string>>();

async function bundle(entryPoint: string, outfile: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entryPoint],
    outfile,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    conditions: ['@pointbook/source'],
    external: ['better-sqlite3', 'pg', 'pg-*'],
    // What is bundled of CommonJS requires parts of Node.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  const text = outputFiles[0]?.text ?? '';
  if ((await readFile(outfile, 'utf8').catch(() => null)) === text) return outfile;
  // Other test files may start it at this moment: it is replaced as a whole.
  const draft = `${outfile}.${process.pid}`;
  await mkdir(dirname(outfile), { recursive: true });
  await writeFile(draft, text);
  await rename(draft, outfile);
  return outfile;
}

/** For workers that are started often: each would compile the same file again. */
export const bundledEnv = { ...process.env, NODE_COMPILE_CACHE: join(cache, 'compiled') };
