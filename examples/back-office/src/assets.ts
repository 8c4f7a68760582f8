import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { ownFile } from './paths.ts';

const require = createRequire(import.meta.url);

/** What the browser gets beside the pages: from this example, and from packages. Nothing comes from elsewhere. */
const sources = {
  'app.css': ownFile('public/app.css'),
  'app.js': ownFile('public/app.js'),
  'charts.js': ownFile('public/charts.js'),
  'icon.svg': ownFile('public/icon.svg'),
  'htmx.js': require.resolve('htmx.org/dist/htmx.min.js'),
  'uplot.js': require.resolve('uplot/dist/uPlot.iife.min.js'),
  'uplot.css': require.resolve('uplot/dist/uPlot.min.css'),
} as const;

export type AssetName = keyof typeof sources;

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const assets = Object.fromEntries(
  Object.entries(sources).map(([name, path]) => {
    const content = readFileSync(path);
    const version = createHash('sha256').update(content).digest('base64url').slice(0, 10);
    return [name, { content, version, type: types[extname(name)] ?? 'application/octet-stream' }];
  }),
);

/** The address of an asset. It changes with what is in it, so that a browser may keep it. */
export function asset(name: AssetName): string {
  return `/assets/${assets[name]?.version}/${name}`;
}

/** Answers an asset by its name; null where there is none. */
export function readAsset(name: string): Response | null {
  const found = Object.hasOwn(assets, name) ? assets[name] : undefined;
  if (found === undefined) return null;
  const headers = { 'content-type': found.type, 'cache-control': 'public, max-age=31536000, immutable' };
  return new Response(new Uint8Array(found.content), { headers });
}
