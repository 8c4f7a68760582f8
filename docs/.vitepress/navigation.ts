// What stands beside the pages: which there are, in which order, under which headings.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DefaultTheme } from 'vitepress';
import { packages, root } from '../../scripts/workspace.ts';
import { addressOf } from './addresses.ts';

type Item = DefaultTheme.SidebarItem;

/** The pages. Apart from them stand packages, examples, decisions and the reference, of which there are many. */
export function sidebar(): DefaultTheme.SidebarMulti {
  return {
    '/': [
      group('Begin', ['docs/start.md', 'README.md', 'examples/README.md']),
      group('Guides', guides),
      group(
        'Concepts',
        ['concepts/sale', 'concepts/lots', 'concepts/holds', 'concepts/refunds', 'concepts/jobs', 'domain'].map(inDocs),
      ),
      group(
        'In production',
        [
          'rules-in-production',
          'moving-in',
          'errors',
          'mistakes',
          'clocks',
          'performance',
          'scaling',
          'security',
          'telemetry',
        ].map(inDocs),
      ),
      group('Connect', ['orms', 'http', 'webhooks'].map(inDocs)),
      group('Rules and plugins', ['program', 'codes', 'jobs', 'reports'].map(inDocs)),
      group('Extend', ['parts', 'plugins', 'adapters'].map(inDocs)),
      {
        text: 'Inside',
        items: [
          { text: 'Packages', link: '/packages/core' },
          ...['architecture', 'formats', 'testing'].map((name) => item(inDocs(name))),
          { text: 'Decisions', link: '/adr/0001-decisions-engine-stores' },
          ...['CONTRIBUTING.md', 'SECURITY.md'].map(item),
        ],
      },
    ],
    '/packages/': [
      group(
        'Packages',
        packages.map((name) => `packages/${name}/README.md`),
      ),
    ],
    '/examples/': [group('Examples', ['examples/README.md', ...filesIn('examples/*/README.md')])],
    '/adr/': [group('Decisions', filesIn('docs/adr/*.md'))],
    // It is there once it is made.
    '/reference/': [group('Reference', filesIn('docs/reference/@pointbook/**/*.md'))],
  };
}

const guides = [
  'points-by-hand',
  'edit-a-balance',
  'bulk',
  'import',
  'save-an-invoice',
  'refund-and-mistake',
  'spend-at-the-till',
  'set-the-program-up',
  'reports',
  'members-page',
].map((name) => `docs/guides/${name}.md`);

function filesIn(form: string): readonly string[] {
  const files = globSync(form, { cwd: root }).map((file) => file.replaceAll('\\', '/'));
  return files.toSorted();
}

function group(text: string, files: readonly string[]): Item {
  return { text, items: files.map(item) };
}

function item(file: string): Item {
  const place = join(root, file);
  if (!existsSync(place)) throw new Error(`The navigation names ${file}, which is not there.`);
  const [, heading = file] = /^# (.+)$/m.exec(readFileSync(place, 'utf8')) ?? [];
  const title = file === 'README.md' ? 'Overview' : heading;
  return { text: title.replaceAll(/[`\\]/g, ''), link: `/${addressOf(file) ?? file}` };
}

function inDocs(name: string): string {
  return `docs/${name}.md`;
}
