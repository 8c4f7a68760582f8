// What runs the packages as they are packed other than Node itself: test runners, browsers, and other runtimes.
import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { host } from './packed-host.ts';
import { root, run, type Finished } from './workspace.ts';

const sources = join(root, 'test', 'packed');

/** A busy machine is slow, and nothing is wrong with that. */
const patienceMs = '120000';

/**
 * Runs the tests of a host in Jest, which runs CommonJS in a realm of its own; in jsdom that realm has less than Node.
 */
export function runInJest(environment: 'node' | 'jsdom'): Promise<Finished> {
  copy('till.cjs', 'till.test.cjs', 'jest.globals.cjs');
  const options = [
    '--env',
    environment,
    '--setupFiles',
    './jest.globals.cjs',
    '--testMatch',
    '**/till.test.cjs',
    '--transform',
    '{}',
    '--testTimeout',
    patienceMs,
    '--no-watchman',
  ];
  return run('jest', ['--rootDir', host, ...options]);
}

/** Runs them in Vitest as ES modules, with the globals of Node and with those of jsdom. */
export function runInVitest(): Promise<Finished> {
  copy('till.cjs', 'till.test.mjs', 'vitest.config.mjs');
  return run('vitest', ['run', '--root', host, '--testTimeout', patienceMs]);
}

/** Runs them in Bun, as CommonJS and as ES modules. */
export async function runInBun(): Promise<Finished> {
  copy('till.cjs', 'till.test.cjs', 'till.test.mjs');
  const arch = process.arch === 'arm64' ? 'aarch64' : process.arch;
  const tests = ['test', '--timeout', patienceMs, './till.test.cjs', './till.test.mjs'];
  return runBinary('bun', `@oven/bun-${process.platform}-${arch}`, tests);
}

/** Runs a bundle of a host where there is what browsers have, and nothing of Node. */
export async function runInBrowser(): Promise<Finished> {
  const script = await bundled('browser.js', 'iife');
  try {
    const browser = createContext({ setTimeout, clearTimeout, performance, crypto, TextEncoder, TextDecoder });
    const answer = (await runInContext(`${script}\nhost.redeemed()`, browser)) as { value: number };
    return { ok: answer.value === 1000, output: `${JSON.stringify(answer)}\n` };
  } catch (thrown) {
    return { ok: false, output: `${String(thrown)}\n` };
  }
}

/** Runs such a bundle in workerd, the runtime of Cloudflare's workers. */
export async function runInWorkerd(): Promise<Finished> {
  copy('browser.js', 'worker.capnp');
  writeFileSync(join(host, 'bundle.mjs'), await bundled('worker.mjs', 'esm'));
  const arch = process.arch === 'x64' ? '64' : process.arch;
  return runBinary('workerd', `@cloudflare/workerd-${process.platform}-${arch}`, ['test', 'worker.capnp']);
}

/** Runs a runtime that comes as a package for each kind of machine; package.json names those that there are. */
async function runBinary(file: string, scopedName: string, args: readonly string[]): Promise<Finished> {
  const path = join(root, 'node_modules', scopedName, 'bin', file);
  if (existsSync(path)) return run(path, args, host);
  console.log(`not tried in ${file}: there is no ${scopedName}`);
  return { ok: true, output: '' };
}

async function bundled(entry: string, format: 'iife' | 'esm'): Promise<string> {
  copy(entry);
  const { outputFiles } = await build({
    entryPoints: [join(host, entry)],
    bundle: true,
    platform: 'browser',
    format,
    globalName: 'host',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

function copy(...files: readonly string[]): void {
  for (const file of files) copyFileSync(join(sources, file), join(host, file));
}
