import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Refusal } from './refusal.ts';
import { namesOf } from './names.ts';

export { Refusal } from './refusal.ts';

const usage = 'Run it as: npm create pointbook [folder] -- [--currency EUR] [--time-zone Europe/Berlin]';
const own = join(import.meta.dirname, '..');

/** What a folder may have that counts as empty. */
const nothing = new Set(['.git', '.DS_Store']);

/**
 * Puts the template into an empty folder, and answers what to tell.
 *
 * @throws Refusal where that cannot be; then nothing was written.
 */
export function createShop(argv: readonly string[], from: string): readonly string[] {
  const { folder, currency, timeZone } = readArguments(argv);
  const target = resolve(from, folder);
  checkEmpty(target);
  const { packageName, programId, shopName } = namesOf(basename(target));
  mkdirSync(target, { recursive: true });
  cpSync(join(own, 'template'), target, { recursive: true });
  // npm packs no file of that name.
  renameSync(join(target, 'gitignore'), join(target, '.gitignore'));
  const words: Readonly<Record<string, string>> = {
    'package-name': packageName,
    'program-id': programId,
    'shop-name': shopName,
    currency,
    'time-zone': timeZone,
  };
  const files = readdirSync(join(own, 'template'), { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => /\.(ts|json|md)$/.test(name))) {
    const path = join(target, file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      text.replaceAll(/shop:([a-z-]+)/g, (mark, word: string) => words[word] ?? mark),
    );
  }
  writeFileSync(join(target, 'package.json'), manifestOf(join(target, 'package.json')));
  const place = relative(from, target);
  return [
    `${shopName} is in ${place || 'this folder'}: amounts are in minor units of ${currency}, days are those of ${timeZone}. Change both in src/program.ts before the first sale, not after it.`,
    '',
    ...(place ? [`  cd ${/^[\w./-]+$/.test(place) ? place : JSON.stringify(place)}`] : []),
    '  npm install',
    '  npm test',
    '  npm start',
  ];
}

function readArguments(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { currency: { type: 'string', default: 'USD' }, 'time-zone': { type: 'string' } },
      allowPositionals: true,
    });
    const [folder = '.', ...more] = positionals;
    if (more.length > 0) throw new Refusal(`Name one folder. ${usage}`);
    const timeZone = values['time-zone'] ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!/^[A-Z]{3}$/.test(values.currency)) throw new Refusal(`A currency has three capitals, such as EUR. ${usage}`);
    if (!isTimeZone(timeZone)) throw new Refusal(`There is no time zone ${JSON.stringify(timeZone)}. ${usage}`);
    return { folder, currency: values.currency, timeZone };
  } catch (thrown) {
    if (thrown instanceof TypeError) throw new Refusal(`${thrown.message} ${usage}`);
    throw thrown;
  }
}

function isTimeZone(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }));
  } catch {
    return false;
  }
}

function checkEmpty(target: string): void {
  let there = target;
  while (!existsSync(there)) there = dirname(there);
  if (!statSync(there).isDirectory()) throw new Refusal(`${there} is no folder. Nothing was written.`);
  if (there !== target) return;
  const [found] = readdirSync(target).filter((name) => !nothing.has(name));
  if (found !== undefined)
    throw new Refusal(`${target} is not empty: it has ${found}. Name a new folder. Nothing was written.`);
}

/** The manifest of the template, with the versions that this package was made with. */
function manifestOf(file: string): string {
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const { devDependencies } = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const dependencies = Object.fromEntries(
    Object.entries(manifest.dependencies).map(([name, given]) => [name, devDependencies[name] ?? given]),
  );
  return `${JSON.stringify({ ...manifest, dependencies }, null, 2)}\n`;
}
