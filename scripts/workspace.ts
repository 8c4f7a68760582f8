import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const root = join(import.meta.dirname, '..');

/** The published packages: the folders of packages/, the core first since the others are built on it. */
export const packages = readdirSync(join(root, 'packages')).toSorted((a, b) => rank(a) - rank(b) || a.localeCompare(b));

/** What hosts import, by package and by file: what the exports of each published package.json name. */
export const entries = packages.flatMap((name) => {
  const manifest = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')) as Manifest;
  return Object.keys(manifest.publishConfig.exports ?? manifest.exports).map((path) => {
    const entry = path === '.' ? 'index' : path.slice('./'.length);
    return { name, entry, imported: `@pointbook/${name}${path.slice('.'.length)}` };
  });
});

interface Manifest {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly publishConfig: { readonly exports?: Readonly<Record<string, unknown>> };
}

/** What the scripts write while they work; git ignores it. */
export const cache = join(root, '.cache');

export interface Finished {
  readonly ok: boolean;
  readonly output: string;
}

/** Runs a tool of node_modules/.bin (or of the machine) and gathers what it prints. It never rejects. */
export function run(command: string, args: readonly string[], cwd = root): Promise<Finished> {
  return new Promise((resolve) => {
    const path = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH']}`;
    // On Windows what lies in .bin are .cmd files, which only a shell starts.
    const shell = process.platform === 'win32';
    const child = spawn(command, args, { cwd, shell, env: { ...process.env, ...colour(), PATH: path } });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (error) => resolve({ ok: false, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

export const inColour = process.env['FORCE_COLOR'] === '1' || (process.stdout.isTTY && !process.env['NO_COLOR']);

/** A child's output is gathered, not shown as it comes, so it cannot see for itself whether colour is wanted. */
function colour(): Record<string, string> {
  return inColour ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' };
}

function rank(name: string): number {
  return name === 'core' ? 0 : 1;
}
