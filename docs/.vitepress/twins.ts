// What agents read of the site: beside each page its text as Markdown, and the lists of all pages.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { llmsFullText, llmsText } from '../../scripts/llms.ts';
import { withSnippets } from '../../scripts/snippets.ts';
import { packages, root } from '../../scripts/workspace.ts';
import { addressOf, allAddresses, linkOnSite } from './addresses.ts';

/** Writes all of it into the folder of a site that was built. */
export function writeTwins(folder: string): void {
  for (const [file, address] of Object.entries(allAddresses())) {
    const twin = join(folder, address);
    mkdirSync(dirname(twin), { recursive: true });
    writeFileSync(twin, markdownOf(file));
  }
  for (const name of packages) {
    const skill = join('packages', name, 'SKILL.md');
    mkdirSync(dirname(join(folder, skill)), { recursive: true });
    cpSync(join(root, skill), join(folder, skill));
  }
  writeFileSync(
    join(folder, 'llms.txt'),
    llmsText((file) => `/${addressOf(file) ?? file}`),
  );
  writeFileSync(join(folder, 'llms-full.txt'), llmsFullText());
}

/** The text of a page: with the code that it takes from elsewhere, and with links that lead to other twins. */
function markdownOf(file: string): string {
  const text = withSnippets(readFileSync(join(root, file), 'utf8'));
  // Every other part is a block of code.
  const parts = text.split(/^(```.*?^```)/gms);
  return parts.map((part, index) => (index % 2 === 0 ? withLinks(part, file) : part)).join('');
}

function withLinks(text: string, file: string): string {
  return text.replaceAll(/(?<!!)\[([^\]]+)\]\(([^)\s]+)\)/g, (link, words: string, href: string) => {
    const to = linkOnSite(file, href);
    return to === undefined ? link : to === null ? words : `[${words}](${to})`;
  });
}
