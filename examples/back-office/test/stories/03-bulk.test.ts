import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ledgerOf } from '../support/ledger-of.ts';
import { assertSeen, openShop } from '../support/shop.ts';

async function openLedger(folder: string) {
  const ledger = await ledgerOf(folder);
  onTestFinished(() => ledger.close());
  return ledger;
}

/** The job whose page is shown, once it is done. */
async function doneJob(page: Page): Promise<string> {
  await assertSeen(page.getByRole('heading', { name: 'Done', exact: true }));
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

describe('Bulk', () => {
  test('tick some, More actions, Bulk update points, preview, progress, undo', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/customers');
    await page.getByLabel('Choose Agnes Ashworth').first().check();
    await page.getByLabel('Choose Agnes Clarke').check();
    await assertSeen(page.getByText('Chosen: 2'));
    await page.getByText('More actions').click();
    await page.getByRole('button', { name: 'Bulk update points' }).click();

    await assertSeen(page.getByText('For 2 customers'));
    await page.getByLabel('Points', { exact: true }).fill('50');
    await page.getByLabel('Reason, for staff').fill('Eid gift');
    await page.getByRole('button', { name: 'See what it does' }).click();
    await assertSeen(page.getByText('Nothing is changed yet.'));
    await page.getByRole('button', { name: 'Change 2 customers' }).dblclick();
    const jobId = await doneJob(page);
    const ledger = await openLedger(shop.folder);
    const members = await ledger.membersOfJob(jobId);
    expect(new Set(members).size).toBe(2);
    expect(members).toHaveLength(2);

    await page.getByRole('link', { name: 'Undo it' }).click();
    await assertSeen(page.getByText('Points taken back, at most'));
    await page.getByRole('button', { name: 'Undo it now' }).dblclick();
    await doneJob(page);
    await assertSeen(page.getByText('It undoes another one.'));
    for (const memberId of members)
      expect((await ledger.entriesOf(memberId)).slice(0, 2).map(({ delta }) => delta)).toEqual([-50, 50]);
    await page.goto(`${shop.url}/jobs`);
    await assertSeen(page.getByRole('row', { name: /Add 50 points: 2 customers Undone 2 Mira/ }));
  });

  test('the page, and all that a search finds', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/customers');
    await page.getByLabel('Choose all on this page').check();
    await assertSeen(page.getByText('Chosen: 25'));
    await page.getByText('More actions').click();
    await page.getByRole('button', { name: 'Bulk update points' }).click();
    await assertSeen(page.getByText('For 25 customers'));

    await page.goto(`${shop.url}/customers?q=%40shop`);
    const found = Number((await page.getByText(/^\d+ customers$/).innerText()).replaceAll(/\D/g, ''));
    await page.getByLabel(`All ${found} customers, on every page`).check();
    await page.getByText('More actions').click();
    await page.getByRole('button', { name: 'Bulk update points' }).click();
    await assertSeen(page.getByText(`For ${found} customers`));
    await page.getByLabel('Set the balance').check();
    await page.getByLabel('Points', { exact: true }).fill('7');
    await page.getByRole('button', { name: 'See what it does' }).click();
    await page.getByRole('button', { name: `Change ${found} customers` }).click();
    const jobId = await doneJob(page);
    expect(await (await openLedger(shop.folder)).membersOfJob(jobId)).toHaveLength(found);
  });

  test('all customers, by keyboard alone', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/customers');
    const all = page.getByLabel(/^All \d+ customers, on every page$/);
    const count = Number((await all.locator('xpath=..').innerText()).replaceAll(/\D/g, ''));
    await all.focus();
    for (const key of ['Space', 'Tab', 'Enter', 'Tab', 'Enter']) await page.keyboard.press(key);
    await assertSeen(page.getByText(`All customers of the shop: ${count}`));
    await page.getByLabel('Add', { exact: true }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.type('10');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: `Change ${count} customers` }).focus();
    await page.keyboard.press('Enter');
    const jobId = await doneJob(page);
    const members = await (await openLedger(shop.folder)).membersOfJob(jobId);
    expect([members.length, new Set(members).size]).toEqual([count, count]);
  });

  test('who is refused is told before and after, and keeps the points', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/jobs/bulk?all=yes');
    await page.getByLabel('Deduct').check();
    await page.getByLabel('Points', { exact: true }).fill('990');
    await page.getByRole('button', { name: 'See what it does' }).click();
    await assertSeen(page.getByRole('heading', { name: 'What is left out, and why' }));
    await page.getByRole('button', { name: /^Change \d+ customers$/ }).click();
    await doneJob(page);
    await assertSeen(page.getByText('Has fewer points than that.').first());
  });

  test('nobody, an old plan and a mistake are told in words', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/jobs/bulk');
    await assertSeen(page.getByRole('alert').getByText('Nobody is chosen.'));
    await page.goto(`${shop.url}/jobs/bulk?member=17850`);
    await page.getByLabel('Points', { exact: true }).fill('many');
    await page.getByRole('button', { name: 'See what it does' }).click();
    await assertSeen(page.getByText('Type whole points, such as 50.'));
    await assertSeen(page.getByText('For 1 customer'));
    await page.goto(`${shop.url}/jobs/bulk/forgotten`);
    await assertSeen(page.getByText('This was prepared more than a day ago'));
  });

  test('a cashier has no boxes to tick, and is refused at the address', async () => {
    const shop = await openShop();
    const page = await shop.as('cashier', '/customers');
    expect(await page.getByRole('checkbox').count()).toBe(0);
    const refused = await page.request.get(`${shop.url}/jobs/bulk?all=yes`);
    expect([refused.status(), await refused.text()]).toEqual([403, expect.stringContaining('Ask a manager')]);
  });
});
