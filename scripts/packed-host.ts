// A host that has the packages installed as they are packed: what is in it, and what it compiles.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cache, packages, root, run, type Finished } from './workspace.ts';

/** The folder of the host. */
export const host = join(cache, 'host');
const modules = join(host, 'node_modules');

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

/** Begins a shop by `npm create pointbook` as it is packed, beside the packages that it needs, and runs its test. */
export async function createShop(): Promise<Finished> {
  const made = await run('node', [join(installed('create-pointbook'), 'dist', 'main.js'), 'shop'], host);
  return made.ok ? run('node', ['--test'], join(host, 'shop')) : made;
}

/** Compiles a host with the old resolution of TypeScript; its version 7 has it no more. */
export function compileAsNode10(): Promise<Finished> {
  const file = join(host, 'node10.ts');
  copyFileSync(join(root, 'test', 'packed', 'node10.ts'), file);
  const resolution = ['--module', 'commonjs', '--moduleResolution', 'node10', '--ignoreDeprecations', '6.0'];
  const options = ['--ignoreConfig', '--noEmit', '--strict', '--target', 'es2022', '--types', 'node', ...resolution];
  return run('node', [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), ...options, file]);
}
