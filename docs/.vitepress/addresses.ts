// Which files of the repository are pages of the site, and where a link of one of them leads there.
import { existsSync, globSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { root } from '../../scripts/workspace.ts';

const forms: readonly (readonly [form: RegExp, address: string])[] = [
  [/^README\.md$/, 'overview.md'],
  [/^CONTRIBUTING\.md$/, 'contributing.md'],
  [/^SECURITY\.md$/, 'vulnerabilities.md'],
  [/^docs\/(?!api\/)(.+\.md)$/, '$1'],
  [/^packages\/([^/]+)\/README\.md$/, 'packages/$1.md'],
  [/^examples\/README\.md$/, 'examples/index.md'],
  [/^examples\/([^/]+)\/README\.md$/, 'examples/$1.md'],
];

/** What the site shows in the place of a folder that has no README. */
const folders: Readonly<Record<string, string>> = {
  'docs/api': 'reference/index.md',
  'docs/adr': 'adr/0001-decisions-engine-stores.md',
  'docs/concepts': 'concepts/sale.md',
  'docs/guides': 'guides/points-by-hand.md',
};

/** What would be a page otherwise. */
export const notPages = [
  'CHANGELOG.md',
  'docs/api/**',
  'examples/*/data/**',
  'packages/*/CHANGELOG.md',
  'packages/*/template/**',
  'scripts/**',
  'test/**',
  '**/SKILL.md',
  '**/dist/**',
];

/** Where a file of the repository is on the site; null where it is not a page. */
export function addressOf(file: string): string | null {
  const [form, address] = forms.find(([each]) => each.test(file)) ?? [];
  return form === undefined || address === undefined ? null : file.replace(form, address);
}

/** The address of every page, by its file. */
export function allAddresses(): Readonly<Record<string, string>> {
  const files = globSync(['*.md', 'docs/**/*.md', '{packages,examples}/*/README.md', 'examples/README.md'], {
    cwd: root,
  }).map((file) => file.replaceAll('\\', '/'));
  return Object.fromEntries(files.flatMap((file) => [addressOf(file)].flatMap((to) => (to ? [[file, to]] : []))));
}

/**
 * Where a link of a file leads on the site. Null where it leads to something of the repository that is no page;
 * undefined where it is no link between files, or a dead one.
 */
export function linkOnSite(from: string, href: string): string | null | undefined {
  if (/^([a-z]+:|#|\/)/.test(href)) return undefined;
  const [path = '', anchor] = href.split('#');
  const named = posix.join(posix.dirname(from), path).replace(/\/$/, '');
  const hash = anchor === undefined ? '' : `#${anchor}`;
  if (folders[named] !== undefined) return `/${folders[named]}${hash}`;
  const place = join(root, named);
  if (!existsSync(place)) return undefined;
  const file = statSync(place).isDirectory() ? posix.join(named, 'README.md') : named;
  const address = existsSync(join(root, file)) ? addressOf(file) : null;
  return address === null ? null : `/${address}${hash}`;
}
