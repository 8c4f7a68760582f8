// Builds every package into its dist/. Only publishing and the checks of what is published need it.
import { join } from 'node:path';
import { packages, root, run } from './workspace.ts';

const built = await Promise.all(packages.map((name) => run('tsup', ['--silent'], join(root, 'packages', name))));

for (const [index, { ok, output }] of built.entries()) {
  if (ok) continue;
  console.error(`${packages[index]} did not build:\n${output}`);
  process.exitCode = 1;
}
