// A host that has the packages installed as they are packed: what it runs and compiles, checked by scripts/check-packed.ts.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { cache, packages, root, run, type Finished } from './workspace.ts';

const host = join(cache, 'host');
const modules = join(host, 'node_modules');
const sources = join(root, 'test', 'packed');

/** Where the files of a package are once its tarball is unpacked. */
export const installed = (name: string): string => join(modules, '@pointbook', name);

/** Unpacks the tarballs beside what they depend on, of which a host gets what this workspace has. */
export async function installPacked(tarballOf: (name: string) => string): Promise<Finished> {
  rmSync(host, { recursive: true, force: true });
  const unpacked = await Promise.all(
    packages.map((name) => {
      mkdirSync(installed(name), { recursive: true });
      return run('tar', ['-xzf', tarballOf(name), '-C', installed(name), '--strip-components=1']);
    }),
  );
  for (const name of packages) linkDependencies(name);
  return { ok: unpacked.every(({ ok }) => ok), output: unpacked.map(({ output }) => output).join('') };
}

function linkDependencies(name: string): void {
  const { dependencies, peerDependencies } = JSON.parse(
    readFileSync(join(installed(name), 'package.json'), 'utf8'),
  ) as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;
  for (const dependency of Object.keys({ ...dependencies, ...peerDependencies })) {
    const link = join(modules, dependency);
    const target = join(root, 'packages', name, 'node_modules', dependency);
    if (existsSync(link) || !existsSync(target)) continue;
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link, 'junction');
  }
}

/** Runs the tests of a host that uses Jest, which runs CommonJS in a realm of its own. */
export function runInJest(): Promise<Finished> {
  copyFileSync(join(sources, 'till.jest.cjs'), join(host, 'till.jest.cjs'));
  return run('jest', ['--rootDir', host, '--testMatch', '**/*.jest.cjs', '--transform', '{}', '--no-watchman']);
}

/** Compiles a host with the old resolution of TypeScript; its version 7 has it no more. */
export function compileAsNode10(): Promise<Finished> {
  const file = join(host, 'node10.ts');
  copyFileSync(join(sources, 'node10.ts'), file);
  const resolution = ['--module', 'commonjs', '--moduleResolution', 'node10', '--ignoreDeprecations', '6.0'];
  const options = ['--ignoreConfig', '--noEmit', '--strict', '--target', 'es2022', '--types', 'node', ...resolution];
  return run('node', [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), ...options, file]);
}

/** Bundles a host for browsers, and runs it where there is what browsers and workers have, and nothing of Node. */
export async function runWithoutNode(): Promise<Finished> {
  const entry = join(host, 'browser.js');
  copyFileSync(join(sources, 'browser.js'), entry);
  try {
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      platform: 'browser',
      format: 'iife',
      globalName: 'host',
      write: false,
      logLevel: 'silent',
    });
    const browser = createContext({ setTimeout, clearTimeout, crypto, TextEncoder, TextDecoder });
    const answer = (await runInContext(`${outputFiles[0]?.text}\nhost.redeemed()`, browser)) as { value: number };
    return { ok: answer.value === 1000, output: `${JSON.stringify(answer)}\n` };
  } catch (thrown) {
    return { ok: false, output: `${String(thrown)}\n` };
  }
}
