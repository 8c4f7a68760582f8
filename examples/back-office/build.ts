import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, stop } from 'esbuild';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Puts the sources behind a file into one that Node can run, and answers where it is. Packages stay what they are. */
export async function buildOffice(entry: 'main' | 'serve' | 'app'): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path(`src/${entry}`)],
    bundle: true,
    write: false,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node22',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  // It would wait for more to build as long as the server runs.
  await stop();
  const folder = path('.build');
  const file = join(folder, `${entry}.mjs`);
  // Whoever reads it meanwhile finds the old file or the new one.
  const unfinished = `${file}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  for (const { contents } of outputFiles) writeFileSync(unfinished, contents);
  renameSync(unfinished, file);
  return pathToFileURL(file).href;
}
