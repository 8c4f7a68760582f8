// Packs every package as it would be published and checks the tarball: what package.json promises (publint), that its types
// resolve for ESM and CommonJS alike (attw), that scripts have source maps and the README no dead link, that both forms
// load and infer what a ledger has of its plugins, and that the command starts. Needs a build.
import { copyFileSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { problemsIn } from './packed-content.ts';
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
    await checkContent(tarball);
  }),
);

// Node resolves workspace packages to dist/ where nobody asks for the source condition.
for (const { imported } of entries) {
  await check(`import ${imported}`, 'node', ['--input-type=module', '--eval', `import '${imported}'`]);
  await check(`require ${imported}`, 'node', ['--input-type=commonjs', '--eval', `require('${imported}')`]);
}

await checkInference();

await check('pointbook --version', 'node', [join(root, 'packages', 'cli', 'dist', 'main.js'), '--version']);

/** Compiles what hosts rely on against the types that were built, as an ES module and as CommonJS. */
async function checkInference(): Promise<void> {
  const folder = join(cache, 'inference');
  mkdirSync(folder, { recursive: true });
  const hosts = ['mts', 'cts'].map((form) => join(folder, `inference.${form}`));
  for (const host of hosts) copyFileSync(join(root, 'test', 'plugins', 'inference.ts'), host);
  const options = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', '--module', 'nodenext'];
  const compiler = join(root, 'node_modules', 'typescript7', 'bin', 'tsc');
  await check('types of plugins', 'node', [compiler, '--ignoreConfig', '--target', 'es2023', ...options, ...hosts]);
}

/** Unpacks a tarball and reads it, as somebody who installs it has it. */
async function checkContent(tarball: string): Promise<void> {
  const folder = join(cache, 'unpacked', tarball);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await check(`unpacking ${tarball}`, 'tar', ['-xzf', join(packed, tarball), '-C', folder, '--strip-components=1']);
  const paths = globSync('**/*', { cwd: folder }).filter((path) => statSync(join(folder, path)).isFile());
  const files = paths.map((path): [string, string] => [
    path.replaceAll('\\', '/'),
    readFileSync(join(folder, path), 'utf8'),
  ]);
  const problems = problemsIn(new Map(files));
  if (problems.length === 0) return;
  console.error(`content of ${tarball}:\n${problems.join('\n')}`);
  process.exitCode = 1;
}

async function check(what: string, command: string, args: readonly string[]): Promise<void> {
  const { ok, output } = await run(command, args);
  if (ok) return;
  console.error(`${what}:\n${output}`);
  process.exitCode = 1;
}
