// Whether the packages are, to the byte, those that were last built and checked.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, root, run } from './workspace.ts';

/** What packages and the checks of them are made of. A test beside the sources is in no package. */
const made = [
  'packages',
  'scripts',
  'docs/api',
  'test/packed',
  'test/plugins/inference.ts',
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'api-extractor.json',
  'tsconfig.json',
  'tsconfig.base.json',
  'tsup.config.ts',
  ':(exclude)packages/**/*.test.ts',
];
const note = join(cache, 'checked-packages');

/** A digest of all of it that git has or would add, and of the version of Node; null where git cannot tell. */
export async function digestOfPackages(): Promise<string | null> {
  const listed = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...made]);
  if (!listed.ok) return null;
  const hash = createHash('sha256').update(process.version);
  for (const name of listed.output.split('\0').filter(Boolean).toSorted()) {
    const file = join(root, name);
    // What was deleted without git is still listed.
    hash.update(`\0${name}\0`).update(existsSync(file) ? readFileSync(file) : '\0');
  }
  return hash.digest('hex');
}

/** Whether packages with this digest were checked here before. In CI they are checked each time. */
export function wasChecked(digest: string | null): boolean {
  if (digest === null || process.env['CI']) return false;
  return existsSync(note) && readFileSync(note, 'utf8') === digest;
}

/** Notes that packages with this digest were found good. */
export function noteChecked(digest: string | null): void {
  if (digest === null) return;
  mkdirSync(cache, { recursive: true });
  writeFileSync(note, digest);
}
