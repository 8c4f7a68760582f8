import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { root, run } from '../../scripts/workspace.ts';

/**
 * A script in a host with packages as they are published: built from the sources at hand, as dist/ may be of older
 * ones. What a process of source takes and needs would be TypeScript's as well.
 */
export async function installBuilt(folder: string, packages: readonly string[], script: string): Promise<string> {
  for (const name of packages) {
    const source = join(root, 'packages', name);
    const installed = join(folder, 'node_modules', '@pointbook', name);
    const built = await run('tsup', ['--silent', '--no-dts', '--out-dir', join(installed, 'dist')], source);
    if (!built.ok) throw new Error(built.output);
    const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as Manifest;
    const { publishConfig, dependencies, peerDependencies = {} } = manifest;
    writeFileSync(join(installed, 'package.json'), JSON.stringify({ type: 'module', ...publishConfig }));
    for (const dependency of Object.keys({ ...dependencies, ...peerDependencies })) {
      if (dependency.startsWith('@pointbook/')) continue;
      const link = join(folder, 'node_modules', dependency);
      mkdirSync(dirname(link), { recursive: true });
      linkOnce(join(source, 'node_modules', dependency), link);
    }
  }
  const host = join(folder, basename(script));
  copyFileSync(script, host);
  return host;
}

interface Manifest {
  readonly publishConfig: { readonly exports: object };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

function linkOnce(target: string, link: string): void {
  if (!existsSync(link)) symlinkSync(target, link, 'junction');
}
