import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, 'recipes');
const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'http.md'), 'utf8');
const [, recipes = ''] = /\n## Hosts\n([^]*?)(?=\n## |$(?![^]))/.exec(page) ?? [];
const blocks = [...recipes.matchAll(/```[jt]s\n([^]*?)```/g)].map(([, code]) => code ?? '');
const sources = globSync('*.ts', { cwd: folder }).map((name) => readFileSync(join(folder, name), 'utf8'));

test('The page of HTTP shows the code by which each host is tested', () => {
  expect(blocks.length).toBeGreaterThanOrEqual(6);
  expect(blocks.filter((block) => !sources.some((source) => source.includes(block)))).toEqual([]);
});
