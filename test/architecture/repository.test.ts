import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deadLinks } from '../../scripts/packed-content.ts';

const root = join(import.meta.dirname, '..', '..');

// What git tracks and what is about to be added.
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)));
const texts = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));

/** The lines of the named files that match, as `file:line: text`. */
function linesWith(pattern: RegExp, among: RegExp = /./): string[] {
  return [...texts]
    .filter(([file]) => among.test(file))
    .flatMap(([file, text]) =>
      text
        .split('\n')
        .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 120)}`] : [])),
    );
}

function lineCount(file: string): number {
  return (texts.get(file) ?? '').trimEnd().split('\n').length;
}

describe('the house rules', () => {
  test('a file of code has one idea: at most 250 lines', () => {
    const code = files.filter((file) => /\.(ts|tsx|mjs)$/.test(file));
    expect(code.filter((file) => lineCount(file) > 250)).toEqual([]);
  });

  test('nothing is left unfinished: no marks, no skipped or singled-out tests', () => {
    expect(linesWith(/\b(?:TO[D]O|FIX[M]E|XX[X])\b/, /\.(ts|mjs|md)$/)).toEqual([]);
    expect(linesWith(/\.(skip|only|todo|skipIf|runIf)\(/, /\.ts$/)).toEqual([]);
  });

  test('the project stands by itself: no path of one machine, no registry host', () => {
    expect(linesWith(/(?<![\w.@-])\/(?:work|home|root|Users|mnt)\//)).toEqual([]);
    expect(linesWith(/registry\.[a-z]+\.[a-z]+|^\s*(registry ?=|tarball:)/)).toEqual([]);
  });

  test('files and folders are named in kebab-case', () => {
    const upperCase = new Set(['README.md', 'LICENSE', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'SKILL.md']);
    // Next.js takes the name of a parameter from that of a folder.
    const isParameter = (part: string) => /^\[(\.{3})?[a-z]+\]$/i.test(part);
    const isKebab = (file: string) =>
      file
        .split('/')
        .every((part) => /^\.?[a-z0-9]+([-.][a-z0-9]+)*$/.test(part) || isParameter(part) || upperCase.has(part));
    expect(files.filter((file) => !isKebab(file))).toEqual([]);
  });

  test('date-fns is imported function by function: its root costs seconds of start-up', () => {
    expect(linesWith(/from ['"]date-fns['"]/, /\.ts$/)).toEqual([]);
  });

  test('of zod the small edition is used: the other brings every locale into a bundle', () => {
    expect(linesWith(/ from ['"]zod['"]/, /^packages\/.*\.ts$/)).toEqual([]);
  });

  test('every link between the pages leads to a file, and to a heading of it', () => {
    expect(files.filter((file) => file.endsWith('.md')).flatMap((page) => deadLinks(page, texts))).toEqual([]);
  });

  test("every runtime dependency of a published package has a line in the package's README that says why", () => {
    const manifests = files.filter((file) => /^packages\/[^/]+\/package\.json$/.test(file));
    const missing = manifests.flatMap((file) => {
      const { dependencies = {} } = JSON.parse(texts.get(file) ?? '{}') as { dependencies?: Record<string, string> };
      const readme = texts.get(file.replace(basename(file), 'README.md')) ?? '';
      return Object.keys(dependencies)
        .filter((name) => !readme.includes(`- ${name}: `))
        .map((name) => `${file}: ${name}`);
    });
    expect(missing).toEqual([]);
  });
});
