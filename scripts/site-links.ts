// Whether every link of a site that was built leads somewhere, and whether the site needs nothing from elsewhere.
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

export interface SiteReport {
  readonly pages: number;
  readonly links: number;
  readonly problems: readonly string[];
}

/** Follows every link, to the heading that it names, and every file that a page loads. */
export function lookAtSite(folder: string): SiteReport {
  const files = globSync('**/*.html', { cwd: folder }).map((file) => file.replaceAll('\\', '/'));
  const texts = new Map(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
  const ids = new Map([...texts].map(([file, text]) => [file, new Set(valuesOf(text, / id="([^"]+)"/g))]));
  const problems = new Set<string>();
  let links = 0;
  for (const [page, text] of texts) {
    for (const href of valuesOf(text, /<a\b[^>]*? href="([^"]+)"/g)) {
      if (/^[a-z]+:/.test(href)) continue;
      links += 1;
      const [path = '', anchor] = href.split('#');
      const target = path === '' ? page : fileAt(folder, page, path);
      if (target === null) problems.add(`${page} links to ${href}, and there is no such page.`);
      else if (anchor && target.endsWith('.html') && !ids.get(target)?.has(decodeURIComponent(anchor)))
        problems.add(`${page} links to ${href}, and no heading has that name.`);
    }
    for (const src of valuesOf(text, /<(?:img|script|link)\b[^>]*? (?:src|href)="([^"]+)"/g)) {
      if (/^(https?:)?\/\//.test(src)) problems.add(`${page} loads ${src} from elsewhere.`);
      else if (!src.startsWith('data:') && fileAt(folder, page, src) === null)
        problems.add(`${page} loads ${src}, and there is no such file.`);
    }
  }
  return { pages: files.length, links, problems: [...problems].toSorted() };
}

/** The file that an address leads to, as a path in the site. */
function fileAt(folder: string, page: string, address: string): string | null {
  const path = decodeURIComponent(address.replace(/\?.*$/, ''));
  const named = path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(page), path);
  const candidates = [named, posix.join(named, 'index.html'), `${named}.html`];
  const isFile = (file: string) => existsSync(join(folder, file)) && statSync(join(folder, file)).isFile();
  return candidates.find(isFile) ?? null;
}

function valuesOf(text: string, form: RegExp): readonly string[] {
  return [...text.matchAll(form)].map(([, value = '']) => value.replaceAll('&amp;', '&'));
}
