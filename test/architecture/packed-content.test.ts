import { describe, expect, test } from 'vitest';
import { problemsIn } from '../../scripts/packed-content.ts';

const map = JSON.stringify({ sources: ['../src/index.ts'], sourcesContent: ['export {};'] });
const good = {
  'README.md':
    '# A package\n\nSee [the end](#the-end), [the licence](LICENSE) and [npm](https://www.npmjs.com).\n\n## The end\n',
  LICENSE: 'MIT',
  'dist/index.js': 'export {};\n//# sourceMappingURL=index.js.map',
  'dist/index.js.map': map,
};

/** The problems of a good package in which some files are others; a file that is null is not there. */
function problemsWith(changes: Readonly<Record<string, string | null>>): readonly string[] {
  const files = Object.entries<string | null>({ ...good, ...changes });
  return problemsIn(new Map(files.flatMap(([path, text]) => (text === null ? [] : [[path, text]]))));
}

test('a package whose scripts have maps and whose links lead somewhere has no problem', () => {
  expect(problemsWith({})).toEqual([]);
});

describe('source maps', () => {
  test.each([
    ['a script that names none', { 'dist/index.js': 'export {};' }, 'dist/index.js names no source map.'],
    [
      'a CommonJS script that names none',
      { 'dist/index.cjs': 'exports.a = 1;' },
      'dist/index.cjs names no source map.',
    ],
    [
      'a map that is not packed',
      { 'dist/index.js.map': null },
      'dist/index.js names the source map dist/index.js.map, which is not in the package.',
    ],
    [
      'a source that has no text',
      { 'dist/index.js.map': JSON.stringify({ sources: ['../src/index.ts'], sourcesContent: [null] }) },
      'dist/index.js.map has no text of ../src/index.ts.',
    ],
  ])('%s is a problem', (_, changes, problem) => {
    expect(problemsWith(changes)).toEqual([problem]);
  });

  test('a source that is packed itself needs no text in the map', () => {
    const bare = JSON.stringify({ sources: ['../src/index.ts'] });
    expect(problemsWith({ 'dist/index.js.map': bare, 'src/index.ts': 'export {};' })).toEqual([]);
  });
});

describe('links of the README', () => {
  test.each([
    ['[a file of the repository](../../docs/domain.md)', '../../docs/domain.md, and there is no such file'],
    ['[a heading](#nowhere)', '#nowhere, and no heading has that name'],
    ['[by name][x]\n\n[x]: docs/a.md', 'docs/a.md, and there is no such file'],
    ['<img src="logo.png">', 'logo.png, and there is no such file'],
    ['[without TLS](http://example.com)', 'http://example.com, and there is no such file'],
  ])('%s is a problem', (text, problem) => {
    expect(problemsWith({ 'README.md': text })).toEqual([`README.md links to ${problem}.`]);
  });

  test('text in code that looks like a link is not checked', () => {
    expect(problemsWith({ 'README.md': '`a[0](b)`\n\n```ts\nlist[0](call);\n```\n' })).toEqual([]);
  });

  test('a package without a README is a problem', () => {
    expect(problemsWith({ 'README.md': null })).toEqual(['There is no README.md.']);
  });
});

describe('types for compilers that do not read exports', () => {
  const manifest = (path: string) => JSON.stringify({ typesVersions: { '*': { codes: [path] } } });

  test('are those of CommonJS', () => {
    expect(problemsWith({ 'package.json': manifest('./dist/a.d.cts'), 'dist/a.d.cts': '' })).toEqual([]);
    expect(problemsWith({ 'package.json': manifest('./dist/a.d.ts'), 'dist/a.d.ts': '' })).toEqual([
      'typesVersions names ./dist/a.d.ts, which is not the types of CommonJS (.d.cts).',
    ]);
  });

  test('are in the package', () => {
    expect(problemsWith({ 'package.json': manifest('./dist/a.d.cts') })).toEqual([
      'typesVersions names ./dist/a.d.cts, which is not in the package.',
    ]);
  });
});
