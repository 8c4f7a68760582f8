// Looks at the documentation site, which was built: pictures of some pages at three widths in both themes into
// .cache/site-pictures, what axe finds on them, and whether any is wider than its window. It can be given one width.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { serve } from 'vitepress';
import { overflowOf, startBrowser, visit } from '../test/support/processes/browser.ts';
import { cache, root } from './workspace.ts';

const port = 4790;
const pages: Readonly<Record<string, string>> = {
  home: '/',
  start: '/start.html',
  guide: '/guides/points-by-hand.html',
  concept: '/concepts/lots.html',
  errors: '/errors.html',
  reports: '/guides/reports.html',
  reference: '/reference/@pointbook/core/errors.html',
};
const axe = readFileSync(createRequire(join(root, 'examples/back-office/package.json')).resolve('axe-core'), 'utf8');
const into = join(cache, 'site-pictures');
mkdirSync(into, { recursive: true });
await serve({ root: join(root, 'docs'), port });
const browser = await startBrowser();
const found: string[] = [];
for (const [name, path] of Object.entries(pages)) {
  for (const width of (process.argv[2] ?? '360,1024,1920').split(',').map(Number)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const look = { width, colorScheme };
      const { page, asked, complaints, leave } = await visit(browser, `http://localhost:${port}${path}`, look);
      const at = `${name}-${width}-${colorScheme}`;
      if ((await overflowOf(page)) > 0) found.push(`${at} is too wide`);
      found.push(...complaints.map((complaint) => `${at}: ${complaint}`));
      found.push(
        ...asked.filter((url) => !url.startsWith(`http://localhost:${port}/`)).map((url) => `${at} asks ${url}`),
      );
      await page.screenshot({ path: join(into, `${at}.png`) });
      if (width === 360) found.push(...(await findingsOf(page)).map((finding) => `${at}: ${finding}`));
      if (name === 'home') await search(page, join(into, `search-${width}-${colorScheme}.png`));
      await leave();
    }
  }
}
await browser.close();
console.log([...new Set(found)].join('\n') || `Nothing is found. The pictures are in ${into}.`);
process.exit(found.length === 0 ? 0 : 1);

/** What axe says against a page. */
async function findingsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<{ violations: Violation[] }>(
    "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })",
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** Opens the search, types, and takes a picture of what is found. */
async function search(page: Page, path: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.locator('#localsearch-input').fill('undo redemption');
  await page.locator('.VPLocalSearchBox .result').first().waitFor();
  await page.screenshot({ path });
}
