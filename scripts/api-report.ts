// The public API of each package, as a file under docs/api/ that a review can read. Needs a build.
// Without arguments: fails with a diff where the file is not what the package exports. With --update: rewrites it.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CompilerState, Extractor, ExtractorConfig, type ExtractorMessage } from '@microsoft/api-extractor';
import { cache, entries, root, run } from './workspace.ts';

const update = process.argv.includes('--update');
const made = join(cache, 'api');
const committed = join(root, 'docs', 'api');
mkdirSync(made, { recursive: true });
mkdirSync(committed, { recursive: true });

const reports = entries.map(({ name, entry }) => {
  const file = `${entry === 'index' ? name : `${name}-${entry}`}.api.md`;
  return { name, file, config: configOf(name, entry, file) };
});
const [first, ...others] = reports.map(({ config }) => config);
// All entries are one program to the compiler: one for each would read the same types again and again.
const additionalEntryPoints = others.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath);
const compilerState = first && CompilerState.create(first, { additionalEntryPoints });

for (const { name, file, config } of reports) {
  Extractor.invoke(config, { localBuild: true, messageCallback: keepQuiet, ...(compilerState && { compilerState }) });
  writeFileSync(join(made, file), steady(readFileSync(join(made, file), 'utf8')));
  const undocumented = [...readFileSync(join(made, file), 'utf8').matchAll(/^\/\/ @public.*\(undocumented\)\n(.+)/gm)];
  for (const [, declaration] of undocumented) fail(`${name}: no doc comment on ${declaration}`);
  if (update) copyFileSync(join(made, file), join(committed, file));
  else if (!existsSync(join(committed, file))) fail(`docs/api/${file} is missing: pnpm run api:update`);
  else {
    const diff = await run('git', ['diff', '--no-index', '--', join('docs', 'api', file), join('.cache', 'api', file)]);
    if (!diff.ok)
      fail(
        `${diff.output}\nThe API of ${name} changed. If it should: pnpm run api:update, and commit docs/api/${file}`,
      );
  }
}

function configOf(name: string, entry: string, reportFileName: string): ExtractorConfig {
  const projectFolder = join(root, 'packages', name);
  const shared = ExtractorConfig.loadFile(join(root, 'api-extractor.json'));
  const mainEntryPointFilePath = join(projectFolder, 'dist', `${entry}.d.ts`);
  return ExtractorConfig.prepare({
    configObject: {
      ...shared,
      projectFolder,
      mainEntryPointFilePath,
      apiReport: { ...shared.apiReport, enabled: true, reportFileName },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(projectFolder, 'package.json'),
  });
}

/**
 * The compiler writes the members of a union in the order in which it met them, which is not the same in every build;
 * what is said of them comes in that order, too. Where it is said changes with every change of the sources: the hash of
 * a chunk, and the line in it.
 */
function steady(report: string): string {
  return report
    .replace(/[\w.]+(?: \| [\w.]+)+/g, (union) => union.split(' | ').sort().join(' | '))
    .replace(/^(\/\/ dist\/[\w-]+?)(?:-[\w-]{8})?\.d\.ts:\d+:\d+/gm, '$1.d.ts')
    .replace(/(?:^ *\/\/ (?:dist\/|Warning: ).*\n)+/gm, (remarks) =>
      remarks
        .split(/(?<=\n)/)
        .sort()
        .join(''),
    );
}

/** What it has to say stands in the report; only errors are worth printing. */
function keepQuiet(message: ExtractorMessage): void {
  const level: string = message.logLevel;
  if (level === 'error') fail(message.text);
  message.handled = true;
}

function fail(reason: string): void {
  console.error(reason);
  process.exitCode = 1;
}
