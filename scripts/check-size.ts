// How much the core with all its dependencies adds to a host's bundle, at most: everything that it exports is kept.
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from './workspace.ts';

const budget = 60_000;

const { outputFiles } = await build({
  entryPoints: [join(root, 'packages', 'core', 'src', 'index.ts')],
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  write: false,
});
const bytes = gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
console.log(`@pointbook/core with its dependencies: ${bytes} bytes minified and gzipped, of ${budget}`);
if (bytes >= budget) process.exitCode = 1;
