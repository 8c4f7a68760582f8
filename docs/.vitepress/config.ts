// The documentation as a site. `node scripts/site.ts` builds it, after it has made the reference.
import { join } from 'node:path';
import { defineConfig } from 'vitepress';
import { cache, root } from '../../scripts/workspace.ts';
import { allAddresses, notPages } from './addresses.ts';
import { sidebar } from './navigation.ts';
import { repositoryLinks } from './repository-links.ts';
import { search } from './search.ts';
import { writeTwins } from './twins.ts';

export default defineConfig({
  title: 'Pointbook',
  description: 'Loyalty points inside your own point of sale, in your own database.',
  lang: 'en',
  // Pages stand beside what they are about, also outside of docs: the site has them all.
  srcDir: root,
  srcExclude: notPages,
  rewrites: { ...allAddresses() },
  outDir: join(cache, 'site'),
  cacheDir: join(cache, 'vitepress'),
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: '/icon.svg' }]],
  vite: { publicDir: join(root, 'docs', 'public'), build: { chunkSizeWarningLimit: 2000 } },
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: repositoryLinks,
    // Headings have the names that GitHub gives them, for links are tested by these.
    anchor: { slugify: headingName },
  },
  themeConfig: {
    logo: { src: '/icon.svg', alt: '' },
    nav: [
      { text: 'Start', link: '/start' },
      { text: 'Guides', link: '/guides/points-by-hand', activeMatch: '^/guides/' },
      { text: 'Concepts', link: '/concepts/sale', activeMatch: '^/concepts/' },
      { text: 'Errors', link: '/errors' },
      { text: 'Reference', link: '/reference/', activeMatch: '^/reference/' },
    ],
    sidebar: sidebar(),
    outline: [2, 3],
    // The index is a file of the site: nothing is asked elsewhere.
    search: { provider: 'local', options: search },
    docFooter: { prev: false, next: false },
    footer: { message: 'MIT licence. For agents: <a href="/llms.txt">llms.txt</a>' },
  },
  // The same page as Markdown, for agents.
  transformHead: ({ pageData: { relativePath, isNotFound } }) =>
    isNotFound ? [] : [['link', { rel: 'alternate', type: 'text/markdown', href: `/${relativePath}` }]],
  buildEnd: ({ outDir }) => writeTwins(outDir),
});

function headingName(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
}
