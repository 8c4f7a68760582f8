// Whether what a check looks at is, to the byte, what it found good last time.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, root, run } from './workspace.ts';

/** What a check looks at: its name, and what git knows it by. */
export interface Looked {
  readonly name: string;
  readonly made: readonly string[];
}

/** What packages and the checks of them are made of. A test beside the sources is in no package. */
export const packagesAsMade: Looked = {
  name: 'checked-packages',
  made: [
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
  ],
};

/** What the example of Next.js is made of. */
export const nextExampleAsMade: Looked = {
  name: 'checked-next-example',
  made: [...packagesAsMade.made, 'examples/next', 'test/support', 'vitest.workspace.ts'],
};

/** What the documentation site is made of: the pages, the code that they take from files, and the packages. */
export const siteAsMade: Looked = {
  name: 'checked-site',
  made: [...packagesAsMade.made, '*.md', 'docs', 'examples'],
};

/** A digest of all of it that git has or would add, and of the version of Node; null where git cannot tell. */
export async function digestOf({ made }: Looked): Promise<string | null> {
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

/** Whether what has this digest was checked here before. In CI it is checked each time. */
export function wasChecked({ name }: Looked, digest: string | null): boolean {
  if (digest === null || process.env['CI']) return false;
  const note = join(cache, name);
  return existsSync(note) && readFileSync(note, 'utf8') === digest;
}

/** Notes that what has this digest was found good. */
export function noteChecked({ name }: Looked, digest: string | null): void {
  if (digest === null) return;
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, name), digest);
}
