// What an agent reads of the documentation: `llms.txt` names every page with a sentence about it, and llms-full.txt is
// all pages in one. `--update` writes llms.txt, which a test holds up to date. `--full FILE` writes the other where it
// is to be served.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withSnippets } from './snippets.ts';
import { packages, root } from './workspace.ts';

/** Where the list of pages is. */
export const llmsFile = join(root, 'llms.txt');

interface Page {
  readonly file: string;
  readonly title: string;
  readonly about: string;
  readonly text: string;
}

/** The sections of the list, with the pages of each. What is optional may be left out where there is little room. */
function sections(): Readonly<Record<string, readonly Page[]>> {
  const pagesIn = (folder: string): Page[] =>
    globSync(`docs/${folder}*.md`, { cwd: root, exclude: ['docs/index.md'] })
      .toSorted()
      .map(page);
  return {
    'How to write code that uses it': packages.map((name) => page(`packages/${name}/SKILL.md`)),
    Packages: packages.map((name) => page(`packages/${name}/README.md`)),
    Guides: [page('docs/start.md'), ...pagesIn('guides/')],
    Concepts: pagesIn('concepts/'),
    Documentation: pagesIn('').filter(({ file }) => file !== 'docs/start.md'),
    // The title of a decision says it.
    Optional: [
      ...['examples/README.md', 'CONTRIBUTING.md', 'SECURITY.md'].map(page),
      ...pagesIn('adr/').map((decision) => ({ ...decision, about: '' })),
    ],
  };
}

function page(file: string): Page {
  const text = readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n');
  const [, described] = /^---\n(?:.*\n)*?description: (.+)\n(?:.*\n)*?---\n/.exec(text) ?? [];
  const body = text.replace(/^---\n[^]*?\n---\n/, '').trim();
  const [, title = file] = /^# (.+)$/m.exec(body) ?? [];
  return { file: file.replaceAll('\\', '/'), title, about: described ?? firstSentence(body), text: withSnippets(body) };
}

/** The first sentence of a page's first paragraph, without links. */
function firstSentence(body: string): string {
  const paragraphs = body.split(/\n{2,}/).filter((each) => !/^(#|```|\||- |!\[|Accepted)/.test(each));
  const plain = (paragraphs[0] ?? '')
    .replaceAll(/\n(> )?/g, ' ')
    .replace(/^> /, '')
    .replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1');
  return (/^.+?\.(?= [A-Z*`]|$)/.exec(plain)?.[0] ?? plain).replaceAll('**', '').replace(/:$/, '.');
}

/** The text of llms.txt. On the site, pages have other addresses than in the repository. */
export function llmsText(addressOf: (file: string) => string = (file) => file): string {
  const { title, about } = page('README.md');
  const lists = Object.entries(sections()).map(
    ([heading, pages]) => `## ${heading}\n\n${pages.map((each) => listed(each, addressOf(each.file))).join('\n')}\n`,
  );
  return [`# ${title}\n`, `> ${about}\n`, ...lists].join('\n');
}

function listed({ title, about }: Page, address: string): string {
  return `- [${title}](${address})${about === '' ? '' : `: ${about}`}`;
}

/** The text of all pages. */
export function llmsFullText(): string {
  const pages = [page('README.md'), ...Object.values(sections()).flat()];
  return pages.map(({ file, text }) => `<!-- ${file} -->\n\n${text}\n`).join('\n\n');
}

const [flag, target] = process.argv.slice(2);
if (import.meta.main && flag === '--update') writeFileSync(llmsFile, llmsText());
else if (import.meta.main && flag === '--full' && target !== undefined) writeFileSync(target, llmsFullText());
else if (import.meta.main) {
  console.error('Run it as: node scripts/llms.ts --update, or --full llms-full.txt');
  process.exitCode = 1;
}
