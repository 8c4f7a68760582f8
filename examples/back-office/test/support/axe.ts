import axe from 'axe-core';
import type { Page } from 'playwright-core';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules that a theme can break. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/** What axe finds on a page, by WCAG 2.2 AA and its best practices, as it is and with the colours of the dark theme. */
export async function axeFinds(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await run(page, standards);
  await page.emulateMedia({ colorScheme: 'dark' });
  // Colours that change by and by are looked at as they become.
  await page.evaluate('for (const animation of document.getAnimations()) animation.finish()');
  const inDark = await run(page, ofColours);
  await page.emulateMedia({ colorScheme: 'light' });
  return [...found, ...inDark.map((what) => `in the dark, ${what}`)];
}

async function run(page: Page, runOnly: readonly string[]): Promise<readonly string[]> {
  const { violations } = await page.evaluate<{ violations: Violation[] }>(
    `axe.run({ runOnly: ${JSON.stringify(runOnly)} })`,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}
