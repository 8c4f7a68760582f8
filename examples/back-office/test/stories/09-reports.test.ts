import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import type { Download, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { enter, tabTo } from '../support/keyboard.ts';
import { hostileName, rename } from '../support/shop-file.ts';
import { assertSeen, openShop } from '../support/shop.ts';

/** What a chart looks like now, as text. */
const picture = 'document.querySelector("canvas")?.toDataURL()';

async function textOf(download: Download): Promise<string> {
  return readFileSync(await download.path(), 'utf8');
}

async function downloaded(page: Page, press: Promise<unknown>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), press]);
  return download;
}

const headsOf = (page: Page) => page.getByRole('columnheader').allInnerTexts();

describe('Reports', () => {
  test('charts for those who look, in the colours of the theme, and the same in tables', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/reports');
    const charts = page.getByRole('figure');
    expect(await charts.count()).toBe(2);
    await charts.first().locator('canvas').waitFor();
    const light = await page.evaluate<string>(picture);
    await page.emulateMedia({ colorScheme: 'dark' });
    // A polled `waitForFunction` of a text would be `eval`, which the pages' policy forbids.
    await expect.poll(() => page.evaluate<string>(picture), { timeout: 30_000 }).not.toBe(light);
    await page.getByText('The same as a table').first().click();
    await assertSeen(page.getByRole('columnheader', { name: 'Spent' }));
  });

  test('days with the columns that were chosen, which are remembered', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/reports/days');
    await page.getByRole('link', { name: '90 days' }).click();
    await page.getByLabel('By hand').uncheck();
    await page.getByLabel('Times spent').check();
    await page.getByRole('button', { name: 'Show' }).click();
    const heads = ['Day', 'Earned', 'Spent', 'Ended unused', 'Change', 'Times spent', 'Customers'];
    await page.waitForURL(/chosen=yes/);
    expect(await headsOf(page)).toEqual(heads);
    expect(await page.getByRole('row').count()).toBe(92);
    await page.goto(`${shop.url}/reports/days`);
    expect(await headsOf(page)).toEqual(heads);
    await shop.restart();
    await page.reload();
    expect(await headsOf(page)).toEqual(heads);
  });

  test('by keyboard alone', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/reports');
    await enter(page, page.getByRole('navigation', { name: 'Reports' }).getByRole('link', { name: 'Days' }));
    await assertSeen(page.getByRole('heading', { name: 'Days' }));
    await tabTo(page, page.getByLabel('Given back'));
    await page.keyboard.press('Space');
    await enter(page, page.getByRole('button', { name: 'Show' }));
    await assertSeen(page.getByRole('columnheader', { name: 'Given back' }));
    const link = page.getByRole('link', { name: 'Download for Excel' });
    const file = await downloaded(page, enter(page, link));
    expect(file.suggestedFilename()).toMatch(/^days-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
  });

  test('what was mistyped is said beside it', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/reports/days?from=2026-03-02&to=2026-03-01');
    await assertSeen(page.getByText('The last day is before the first one.'));
    expect(await page.getByLabel('To', { exact: true }).getAttribute('aria-invalid')).toBe('true');
    await page.goto(`${shop.url}/reports/days?from=then&to=2026-03-01&chosen=yes`);
    await assertSeen(page.getByText('Choose a day.'));
    await assertSeen(page.getByText('Choose at least one column.'));
    await page.goto(`${shop.url}/reports/days?from=1999-01-01&to=2026-03-01`);
    await assertSeen(page.getByText('Choose 366 days at most.'));
  });

  test('the file of the customers adds up to the page, and opens in Excel whatever a name is', async () => {
    const shop = await openShop();
    rename(shop, '17850', '=HYPERLINK("https://shop.example";"Click")');
    rename(shop, '13047', hostileName);
    const page = await shop.as('manager', '/reports/status');
    const total = (await page.getByRole('definition').nth(1).innerText()).replaceAll(/\D/g, '');
    const text = await textOf(await downloaded(page, page.getByRole('link', { name: 'Download for Excel' }).click()));
    expect(text.startsWith('\uFEFFNumber,Name,Earned,')).toBe(true);
    const { data } = Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true });
    expect(String(data.reduce((sum, row) => sum + Number(row['Points']), 0))).toBe(total);
    const names = new Map(data.map((row) => [row['Number'], row['Name']]));
    expect(names.get('17850')).toBe('\'=HYPERLINK("https://shop.example";"Click")');
    expect(names.get('13047')).toBe(hostileName);
  });

  test('where numbers have a comma, columns are apart by semicolons', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/reports');
    const get = async (path: string) =>
      (await page.request.get(shop.url + path, { headers: { 'accept-language': 'id-ID' } })).text();
    const text = await get('/reports/liability.csv');
    expect(text).toMatch(/^\uFEFFHangus pada;Poin;Yang belum bisa dipakai;"?Nilai, GBP"?\r\n/);
    expect(text).toMatch(/\d{4}-\d\d;\d+;0;"?\d+,\d\d"?\r\n/);
  });

  test('what customers had at the end of an earlier day is less', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/reports/liability');
    const total = async () => {
      const cells = await page.getByRole('row').last().getByRole('cell').allInnerTexts();
      return Number(cells[0]?.replaceAll(/\D/g, ''));
    };
    const now = await total();
    await page
      .getByLabel('As of the end of a day')
      .fill(new Date(Date.now() - 45 * 86_400_000).toISOString().slice(0, 10));
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/at=/);
    const then = await total();
    expect(then).toBeGreaterThan(0);
    expect(then).toBeLessThan(now);
  });

  test('a cashier sees no reports, and is refused at their addresses', async () => {
    const shop = await openShop();
    const page = await shop.as('cashier', '/');
    expect(await page.getByRole('link', { name: 'Reports' }).count()).toBe(0);
    for (const path of ['', '/days', '/status.csv', '/liability.csv']) {
      const refused = await page.request.get(`${shop.url}/reports${path}`);
      expect([refused.status(), await refused.text()]).toEqual([403, expect.stringContaining('Ask a manager')]);
    }
  });
});
