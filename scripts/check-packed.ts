// Packs every package as it would be published and checks the tarball: what package.json promises (publint), that its types
// resolve for ESM and CommonJS alike (attw), that both forms load, and that the command starts. Needs a build.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cache, entries, root, run } from './workspace.ts';

const packed = join(cache, 'packed');
rmSync(packed, { recursive: true, force: true });
mkdirSync(packed, { recursive: true });

// pnpm, not npm: it puts publishConfig and the real versions of workspace packages in place.
await check('packing', 'npx', [
  '--yes',
  'pnpm@12.21.0',
  '--recursive',
  '--filter',
  './packages/*',
  'pack',
  '--pack-destination',
  packed,
]);

await Promise.all(
  readdirSync(packed).map(async (tarball) => {
    await check(`publint ${tarball}`, 'publint', ['--strict', join(packed, tarball)]);
    await check(`attw ${tarball}`, 'attw', [join(packed, tarball)]);
  }),
);

// Node resolves workspace packages to dist/ where nobody asks for the source condition.
for (const { imported } of entries) {
  await check(`import ${imported}`, 'node', ['--input-type=module', '--eval', `import '${imported}'`]);
  await check(`require ${imported}`, 'node', ['--input-type=commonjs', '--eval', `require('${imported}')`]);
}

await check('pointbook --version', 'node', [join(root, 'packages', 'cli', 'dist', 'main.js'), '--version']);

async function check(what: string, command: string, args: readonly string[]): Promise<void> {
  const { ok, output } = await run(command, args);
  if (ok) return;
  console.error(`${what}:\n${output}`);
  process.exitCode = 1;
}
