import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from './workspace.ts';

/** What a host may bundle of the core, and how much that may add to its bundle, with all dependencies. */
export interface CoreBundle {
  readonly name: string;
  /** What is exported of the core; all of it where it is left out. */
  readonly exports?: readonly string[];
  readonly limitBytes: number;
}

/** Everything that the core exports. */
export const wholeCore: CoreBundle = { name: 'all of @pointbook/core', limitBytes: 60_000 };

/** The bundles that are held to a limit. */
export const coreBundles: readonly CoreBundle[] = [
  wholeCore,
  { name: 'quoteEarning and parseProgram', exports: ['quoteEarning', 'parseProgram'], limitBytes: 22_000 },
];

/** How much a bundle of the core adds, minified and gzipped. */
export async function coreBundleBytes({ exports }: CoreBundle): Promise<number> {
  const names = exports === undefined ? '*' : `{ ${exports.join(', ')} }`;
  const { outputFiles } = await build({
    stdin: { contents: `export ${names} from './index.ts';`, resolveDir: join(root, 'packages', 'core', 'src') },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
}
