import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { root } from '../../scripts/workspace.ts';

const own = join(root, 'packages', 'create-pointbook');

/** An empty folder, from which the packages of the template are found. */
function emptyFolder(): string {
  mkdirSync(join(own, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(own, '.cache', 'shop-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function node(folder: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=@pointbook/source', ...args], {
    cwd: folder,
    encoding: 'utf8',
    // As a runner of tests, Node would tell this one and not write for people.
    env: { ...process.env, NODE_TEST_CONTEXT: undefined, TZ: 'Asia/Jakarta' },
  });
  return { status, stdout, stderr };
}

const create = (folder: string, ...args: readonly string[]) => node(folder, join(own, 'src', 'main.ts'), ...args);

describe('npm create pointbook', () => {
  test('makes a shop in an empty folder, whose test passes', () => {
    const folder = emptyFolder();
    expect(create(folder, 'Warung Ayu', '--currency', 'IDR')).toMatchObject({ status: 0, stderr: '' });
    const shop = join(folder, 'Warung Ayu');
    expect(readdirSync(shop).toSorted()).toEqual(['.gitignore', 'README.md', 'package.json', 'src']);
    const program = readFileSync(join(shop, 'src', 'program.ts'), 'utf8');
    for (const words of [`programId: 'warung-ayu'`, `name: 'Warung Ayu'`, `'Asia/Jakarta'`, `currency: 'IDR'`])
      expect(program).toContain(words);
    const texts = readdirSync(shop, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|json|md)$/.test(name))
      .map((name) => readFileSync(join(shop, name), 'utf8'));
    expect(texts.join('\n')).not.toMatch(/shop:[a-z]/);
    const tested = node(shop, '--test');
    expect(tested).toMatchObject({ status: 0, stdout: expect.stringMatching(/pass 2/) });
  });

  test('names the versions that it was made with, and what comes next', () => {
    const folder = emptyFolder();
    const { stdout } = create(folder, 'shop');
    expect(stdout).toMatch(/cd shop\n {2}npm install\n {2}npm test\n {2}npm start\n$/);
    const manifest = JSON.parse(readFileSync(join(folder, 'shop', 'package.json'), 'utf8')) as Manifest;
    const { devDependencies } = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8')) as Manifest;
    expect(manifest.name).toBe('shop');
    expect(manifest.dependencies).toEqual(devDependencies);
  });

  test('takes the folder that it is started in, where it is empty but for git', () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, '.git'));
    expect(create(folder)).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(folder)).toContain('package.json');
  });

  test.each<[string, (folder: string) => void, readonly string[], string]>([
    [
      'a folder that is not empty',
      (folder) => writeFileSync(join(folder, 'mine.txt'), ''),
      ['.'],
      'is not empty: it has mine.txt',
    ],
    ['a file', (folder) => writeFileSync(join(folder, 'mine.txt'), ''), ['mine.txt'], 'is no folder'],
    [
      'a folder below a file',
      (folder) => writeFileSync(join(folder, 'mine.txt'), ''),
      ['mine.txt/shop'],
      'is no folder',
    ],
    ['two folders', () => {}, ['a', 'b'], 'Name one folder'],
    ['a currency that is none', () => {}, ['a', '--currency', 'euro'], 'A currency has three capitals'],
    ['a time zone that is none', () => {}, ['a', '--time-zone', 'Mars/Base'], 'There is no time zone "Mars/Base"'],
    ['an option that there is not', () => {}, ['a', '--currncy', 'EUR'], '--currncy'],
  ])('refuses %s, and writes nothing', (_, prepare, args, words) => {
    const folder = emptyFolder();
    prepare(folder);
    const before = readdirSync(folder, { recursive: true });
    const refused = create(folder, ...args);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain(words);
    expect(refused.stderr).not.toMatch(/\n {4}at /);
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
  });
});

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}
