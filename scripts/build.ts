// Builds every package into its dist/. Only publishing and the checks of what is published need it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packages, root, run, type Finished } from './workspace.ts';

const builds = new Map<string, Promise<Finished>>();

for (const [index, { ok, output }] of (await Promise.all(packages.map(built))).entries()) {
  if (ok) continue;
  console.error(`${packages[index]} did not build:\n${output}`);
  process.exitCode = 1;
}

/** A package is built when those are that it depends on, for its types are made with theirs. */
async function built(name: string): Promise<Finished> {
  const building = builds.get(name) ?? build(name);
  builds.set(name, building);
  return building;
}

async function build(name: string): Promise<Finished> {
  const folder = join(root, 'packages', name);
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const needed = packages.filter((other) => `@pointbook/${other}` in { ...dependencies, ...peerDependencies });
  await Promise.all(needed.map(built));
  return run('tsup', ['--silent'], folder);
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}
