import { builtinModules, SourceMap, type SourceMapPayload } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from './workspace.ts';

/** What a host may bundle of the core, or of HTTP, and how much that may add to its bundle, with all dependencies. */
export interface CoreBundle {
  readonly name: string;
  /** The package; the core when left out. */
  readonly package?: 'http';
  /** The entry point; the index when left out. */
  readonly entry?: string;
  /** What it takes of the entry point; everything when left out. */
  readonly exports?: readonly string[];
  /** The entry point of a plugin, or of a function of its own, of which it takes the function of the same name. */
  readonly plugin?: string;
  /** Whether only what it adds to a ledger without plugins counts, as of a plugin. */
  readonly isBeside?: boolean;
  readonly limitBytes: number;
}

/** Everything that the index exports. */
export const wholeCore: CoreBundle = { name: 'all of @pointbook/core', limitBytes: 81_900 };

const ledger: Pick<CoreBundle, 'exports'> = { exports: ['createPointbook'] };

/** Most of the handler is JSON Schemas of all inputs and answers. */
export const httpBundles: readonly CoreBundle[] = [
  { name: 'a client of HTTP', package: 'http', entry: 'client', exports: ['createClient'], limitBytes: 2_048 },
  { name: 'follow and sendFile, for a client', package: 'http', entry: 'client-streams', limitBytes: 1_300 },
  {
    name: 'a handler of HTTP, beside a ledger',
    package: 'http',
    exports: ['createHandler'],
    isBeside: true,
    limitBytes: 49_050,
  },
];

/** The bundles that are held to a limit. */
export const coreBundles: readonly CoreBundle[] = [
  wholeCore,
  { name: 'a ledger', ...ledger, limitBytes: 80_450 },
  { name: 'quoteEarning and parseProgram', exports: ['quoteEarning', 'parseProgram'], limitBytes: 21_150 },
  { name: 'the plugin codes, beside a ledger', plugin: 'codes', limitBytes: 15_000 },
  { name: 'the plugin jobs, beside a ledger', plugin: 'jobs', limitBytes: 36_550 },
  { name: 'the plugin clock, beside a ledger', plugin: 'clock', limitBytes: 7_150 },
  { name: 'verify, beside a ledger', plugin: 'verify', limitBytes: 6_500 },
  { name: 'the plugin reports, beside a ledger', plugin: 'reports', limitBytes: 3_400 },
  ...httpBundles,
];

/** What a host bundles: what an entry point of a package is imported by, and the folder from which it is found. */
export interface Bundled {
  readonly folder: string;
  imported(entry: string, name: string): string;
}

const sources: Bundled = {
  folder: join(root, 'packages'),
  imported: (entry, name) => `./${name}/src/${entry}.ts`,
};

/** How much a bundle adds, minified and gzipped. */
export async function coreBundleBytes(
  { plugin, exports, entry, isBeside, package: name }: Omit<CoreBundle, 'name' | 'limitBytes'>,
  from: Bundled = sources,
): Promise<number> {
  const bytesOf = async (contents: string) => gzipSync((await bundleOf(contents, from)).code, { level: 9 }).length;
  const taken = plugin ? exportsOf([plugin], plugin, from) : exportsOf(exports, entry ?? 'index', from, name);
  if (!plugin && !isBeside) return bytesOf(taken);
  const without = exportsOf(ledger.exports, 'index', from);
  return (await bytesOf(without + taken)) - (await bytesOf(without));
}

function exportsOf(names: readonly string[] | undefined, entry: string, from: Bundled, name = 'core'): string {
  return `export ${names === undefined ? '*' : `{ ${names.join(', ')} }`} from '${from.imported(entry, name)}';`;
}

/** What a folder of the core, or a package, is of a ledger's bundle. */
interface Part {
  readonly name: string;
  /** Its bytes, minified. */
  readonly bytes: number;
  /** By how much the gzipped bundle shrinks without it. Parts share words, so these add up to less than the bundle. */
  readonly alone: number;
}

/** What a ledger's bundle is made of; the largest part first. */
export async function partsOfLedger(): Promise<readonly Part[]> {
  const { code, map } = await bundleOf(exportsOf(ledger.exports, 'index', sources), sources);
  const pieces = piecesOf(code, map);
  const zipped = gzipSync(code, { level: 9 }).length;
  return [...new Set(pieces.map(({ part }) => part))]
    .map((name) => {
      const others = pieces
        .filter(({ part }) => part !== name)
        .map(({ text }) => text)
        .join('');
      return { name, bytes: code.length - others.length, alone: zipped - gzipSync(others, { level: 9 }).length };
    })
    .toSorted((a, b) => b.alone - a.alone);
}

/** The text of a bundle in pieces, each with the part that it comes from. */
function piecesOf(code: string, map: SourceMapPayload): readonly { readonly part: string; readonly text: string }[] {
  const found = new SourceMap(map);
  const lines = code.split(/(?<=\n)/);
  return lines.flatMap((line, row) =>
    Array.from(line, (text, column) => {
      const entry = found.findEntry(row, column);
      return { part: 'originalSource' in entry ? partOf(entry.originalSource) : 'entry points', text };
    }),
  );
}

function partOf(file: string): string {
  return /.*\/(?:src|node_modules)\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? 'entry points';
}

async function bundleOf(contents: string, from: Bundled) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: from.folder },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: from === sources ? ['@pointbook/source'] : [],
    // papaparse asks for it only where it makes a stream of Node, which the core never asks for; the handler, where it
    // keeps files.
    external: [...builtinModules, 'node:*'],
    write: false,
    sourcemap: 'external',
    outfile: 'bundle.js',
  });
  const [map, code] = ['.map', '.js'].map((end) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '');
  return { code: code ?? '', map: JSON.parse(map ?? '{}') as SourceMapPayload };
}
