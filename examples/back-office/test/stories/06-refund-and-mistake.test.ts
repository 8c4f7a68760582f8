import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { assertSeen, openShop } from '../support/shop.ts';

/** Saves a sale of two pieces at 50.00 to a customer who has 996 points. */
async function aSale(page: Page): Promise<void> {
  await page.getByLabel('Customer: phone, email or number').fill('17850');
  await page.getByLabel('Article, 1').fill('Lantern');
  await page.getByLabel('Pieces, 1').fill('2');
  await page.getByLabel('Price of one, 1').fill('50');
  await page.getByRole('button', { name: 'Save the sale' }).click();
  await assertSeen(page.getByText('is saved: +100 points.'));
}

const pointsOf = async (page: Page, url: string) => {
  await page.goto(`${url}/customers/17850`);
  return (await page.getByRole('definition').first().innerText()).replaceAll(/\D/g, '');
};

describe('Refund and mistake', () => {
  test('a piece comes back: money and points are told before it is done, and done once', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/sales/new');
    await aSale(page);
    await page.getByRole('link', { name: 'Goods come back' }).click();
    await page.getByLabel('Lantern: Pieces back').fill('1');
    await page.getByRole('button', { name: 'See what goes back' }).click();
    const preview = await page.locator('#preview').innerText();
    expect(preview).toContain('£50.00');
    expect(preview).toMatch(/50\b/);
    await page.getByRole('button', { name: 'Take the goods back' }).dblclick();
    await assertSeen(page.getByText('Done: £50.00 to the customer, −50 points.'));
    expect(await pointsOf(page, shop.url)).toBe('1046');
  });

  test('more than was sold does not come back', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/sales/new');
    await aSale(page);
    await page.getByRole('link', { name: 'Goods come back' }).click();
    await page.getByLabel('Lantern: Pieces back').fill('3');
    await page.getByRole('button', { name: 'See what goes back' }).click();
    await assertSeen(page.getByRole('alert').getByText('Line 1: type 0 to 2 pieces.'));
  });

  test('a sale by mistake is voided, and reinstated, by keyboard alone', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/sales/new');
    await aSale(page);
    await page.getByRole('link', { name: 'Void the sale' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Void the sale' }).focus();
    await page.keyboard.press('Enter');
    await assertSeen(page.getByText('Done: £100.00 to the customer, −100 points.'));
    await page.getByRole('button', { name: 'Reinstate the sale' }).focus();
    await page.keyboard.press('Enter');
    await assertSeen(page.getByText('The sale stands again: +100 points.'));
    expect(await pointsOf(page, shop.url)).toBe('1096');
  });

  test('a payment that bounced is taken back', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/sales/new');
    await aSale(page);
    await page.getByRole('button', { name: 'Record the payment' }).click();
    await assertSeen(page.getByText('£100.00 is recorded.'));
    await page.getByRole('button', { name: 'It bounced' }).click();
    await assertSeen(page.getByText('The payment is taken back: 0 points.'));
    await assertSeen(page.getByText('Taken back', { exact: true }));
  });

  test('a cashier sees none of it, and is refused at the address', async () => {
    const shop = await openShop();
    const page = await shop.as('cashier', '/sales/536520');
    expect(await page.getByRole('link', { name: 'Goods come back' }).count()).toBe(0);
    const form = { csrf: await page.locator('input[name="csrf"]').first().inputValue(), key: 'mine', all: 'yes' };
    for (const what of ['back', 'reinstatement', 'payments/536520-paid']) {
      const refused = await page.request.post(`${shop.url}/sales/536520/${what}`, {
        form,
        headers: { origin: shop.url },
      });
      expect([refused.status(), await refused.text()]).toEqual([403, expect.stringContaining('Ask a manager')]);
    }
    await page.goto(`${shop.url}/sales/536520/back`);
    await assertSeen(page.getByRole('heading', { name: 'There is no such page' }));
  });
});
