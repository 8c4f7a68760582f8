import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { overflowOf } from '../../../test/support/processes/browser.ts';
import { axeFinds } from './support/axe.ts';
import { pathIn } from './support/path-in.ts';
import { openShop } from './support/shop.ts';
import { seenPages } from './support/pages.ts';
import type { Who } from './support/sign-in.ts';

test('axe finds nothing on any page in both themes, and none is too wide for a phone', async () => {
  const shop = await openShop();
  const found: string[] = [];
  const pages = new Map<Who | null, Page>();
  for (const { name, path: written, who, reach } of seenPages) {
    const path = await pathIn(shop.folder, written);
    const look = { width: 360 };
    const page = pages.get(who) ?? (await (who === null ? shop.stranger(path, look) : shop.as(who, path, look)));
    pages.set(who, page);
    await page.goto(`${shop.url}${path}`, { waitUntil: 'networkidle' });
    await reach?.(page, shop.passes);
    found.push(...(await axeFinds(page)).map((what) => `${name}: ${what}`));
    if ((await overflowOf(page)) > 0) found.push(`${name} is too wide`);
  }
  expect(found).toEqual([]);
});

test('On a phone, each menu shows where one is, and the one of the shop leaves room for the page', async () => {
  const shop = await openShop();
  const page = await shop.as('owner', '/reports/liability', { width: 360 });
  const pastTheEdge = await page.evaluate(
    "[...document.querySelectorAll('nav [aria-current]')].map((here) => here.getBoundingClientRect().right > innerWidth)",
  );
  expect(pastTheEdge).toEqual([false, false]);
  const { height } = (await page.getByRole('banner').first().boundingBox()) ?? { height: 0 };
  expect(height).toBeLessThan(140);
});

test('On a tablet, an amount stays on one line, and the fields of an article stand beside each other', async () => {
  const shop = await openShop();
  const sale = await shop.as('manager', '/sales/536520', { width: 1024 });
  const linesOf = '(figure) => Math.round(figure.offsetHeight / parseFloat(getComputedStyle(figure).lineHeight))';
  expect(await sale.evaluate(`[...document.querySelectorAll('.figure dd:not(.note)')].map(${linesOf})`)).toEqual([
    1, 1, 1,
  ]);
  const till = await shop.as('cashier', '/till', { width: 1024 });
  // Its labels are longer, and take two lines.
  await till.getByLabel('Language').selectOption('id');
  await till.getByRole('heading', { name: 'Kasir' }).waitFor();
  const bottoms =
    "[...document.querySelector('.line').querySelectorAll('input')].map((field) => field.getBoundingClientRect().bottom)";
  expect(new Set(await till.evaluate<number[]>(bottoms)).size).toBe(1);
});
