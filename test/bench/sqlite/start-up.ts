import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, run } from '../../../scripts/workspace.ts';
import type { BenchCase } from '../bench-case.ts';
import { median } from '../compare.ts';
import { shop } from '../shop.ts';

const child = fileURLToPath(new URL('./start-up-child.mjs', import.meta.url));
const goalMs = 150;

/** From nothing imported to a ledger that is open on an existing file: the median of fresh processes. */
export async function measureStartUp(path: string, processes: number): Promise<BenchCase> {
  const host = await installBuilt(join(dirname(path), 'host'));
  const once = (): number =>
    Number(execFileSync(process.execPath, [host, path, JSON.stringify(shop)], { encoding: 'utf8' }));
  once();
  const ours = median(Array.from({ length: processes }, once));
  const figures = { ours, raw: null, ratio: null, goal: goalMs };
  return { store: 'sqlite', name: 'start-up', callers: null, unit: 'ms', ...figures };
}

/** A host with the packages as they are published: built from the sources at hand, as dist/ may be of older ones. */
async function installBuilt(folder: string): Promise<string> {
  for (const name of ['core', 'sqlite']) {
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
  const host = join(folder, 'start-up-child.mjs');
  copyFileSync(child, host);
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
