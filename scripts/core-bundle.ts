import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from './workspace.ts';

/** How much the core with all its dependencies may add to a host's bundle. */
export const coreBundleLimitBytes = 60_000;

/** How much it adds, minified and gzipped, when everything that it exports is kept. */
export async function coreBundleBytes(): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'packages', 'core', 'src', 'index.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
}
