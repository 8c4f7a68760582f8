// What stands beside the pages: which there are, in which order, under which headings.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DefaultTheme } from 'vitepress';
import { packages, root } from '../../scripts/workspace.ts';
import { addressOf } from './addresses.ts';

type Item = DefaultTheme.SidebarItem;

/** All pages but those of the reference. */
export function sidebar(): DefaultTheme.SidebarMulti {
  const main: Item[] = [
    group('Begin', ['docs/start.md', 'README.md', 'examples/README.md']),
    group(
      'Guides',
      [
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
      ].map((name) => `docs/guides/${name}.md`),
    ),
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
    group(
      'Packages',
      packages.map((name) => `packages/${name}/README.md`),
      true,
    ),
    group('Examples', globSync('examples/*/README.md', { cwd: root }).toSorted(), true),
    group(
      'Inside',
      ['docs/architecture.md', 'docs/formats.md', 'docs/testing.md', 'CONTRIBUTING.md', 'SECURITY.md'],
      true,
    ),
    group('Decisions', globSync('docs/adr/*.md', { cwd: root }).toSorted(), true),
  ];
  return { '/': main, '/reference/': [{ text: 'Reference', items: reference() }] };
}

/** The pages of the reference, which are there once it is made. */
function reference(): Item[] {
  const files = globSync('docs/reference/**/*.md', { cwd: root }).toSorted();
  return files.filter((file) => !file.endsWith('index.md')).map((file) => item(file.replaceAll('\\', '/')));
}

function group(text: string, files: readonly string[], collapsed?: boolean): Item {
  return { text, items: files.map(item), ...(collapsed !== undefined && { collapsed }) };
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
