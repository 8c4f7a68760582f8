// Packs every package as it would be published and checks the tarball: what package.json promises (publint), that its
// types resolve for ESM and CommonJS alike (attw), that scripts have source maps and the README no dead link, that both
// forms load and infer what a ledger has of its plugins, that a bundler drops what a host does not use, that hosts run
// and compile them in Jest, Vitest, Bun, browsers, workerd and with an old resolution, and that the command starts.
// Needs a build.
import { copyFileSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from '../test/support/postgres/postgres-server.ts';
import { type CoreBundle, coreBundleBytes, coreBundles } from './core-bundle.ts';
import { problemsIn } from './packed-content.ts';
import { compileAsNode10, createShop, host, installed, installPacked } from './packed-host.ts';
import { runInBrowser, runInBun, runInJest, runInVitest, runInWorkerd } from './packed-runners.ts';
import { cache, entries, packages, root, run, type Finished } from './workspace.ts';

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

const tarballs = readdirSync(packed).map((file) => join(packed, file));
const tarballOf = (name: string): string =>
  tarballs.find((path) => new RegExp(`[/\\\\](?:pointbook-)?${name}-\\d[^/\\\\]*$`).test(path)) ?? name;

await Promise.all(
  packages.map(async (name) => {
    await check(`publint ${name}`, 'publint', ['--strict', tarballOf(name)]);
    await check(`attw ${name}`, 'attw', [tarballOf(name)]);
  }),
);

// The way of a host: it has nothing but the tarballs and what they depend on.
report('unpacking', await installPacked(tarballOf));
for (const name of packages) checkContent(name);
for (const bundle of coreBundles) await checkBundle(bundle);
const server = await startPostgres({ durable: false });
process.env['DATABASE_URL'] = server.url;
for (const environment of ['node', 'jsdom'] as const)
  report(`a host in Jest (${environment})`, await runInJest(environment));
report('a host in Vitest', await runInVitest());
report('a host in Bun', await runInBun());
await server.stop();
report('npm create pointbook', await createShop());
report('a host with moduleResolution node10', await compileAsNode10());
report('a host in a browser', await runInBrowser());
report('a host in workerd', await runInWorkerd());

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
  for (const each of hosts) copyFileSync(join(root, 'test', 'plugins', 'inference.ts'), each);
  const options = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', '--module', 'nodenext'];
  const compiler = join(root, 'node_modules', 'typescript7', 'bin', 'tsc');
  await check('types of plugins', 'node', [compiler, '--ignoreConfig', '--target', 'es2023', ...options, ...hosts]);
}

/** Of what was built a host bundles as little as of the sources; that files were put together may cost a fiftieth. */
async function checkBundle(bundle: CoreBundle): Promise<void> {
  const imported = (entry: string, name: string) => `@pointbook/${name}${entry === 'index' ? '' : `/${entry}`}`;
  const bytes = await coreBundleBytes(bundle, { folder: host, imported });
  const most = bundle.limitBytes * 1.02;
  report(`the bundle of ${bundle.name}`, { ok: bytes < most, output: `It has ${bytes} bytes, of ${most} at most.` });
}

/** Reads a tarball that was unpacked, as somebody who installs it has it. */
function checkContent(name: string): void {
  const folder = installed(name);
  const paths = globSync('**/*', { cwd: folder }).filter((path) => statSync(join(folder, path)).isFile());
  const files = paths.map((path): [string, string] => [
    path.replaceAll('\\', '/'),
    readFileSync(join(folder, path), 'utf8'),
  ]);
  const problems = problemsIn(new Map(files));
  report(`content of ${name}`, { ok: problems.length === 0, output: problems.join('\n') });
}

async function check(what: string, command: string, args: readonly string[]): Promise<void> {
  report(what, await run(command, args));
}

function report(what: string, { ok, output }: Finished): void {
  if (ok) return;
  console.error(`${what}:\n${output}`);
  process.exitCode = 1;
}
