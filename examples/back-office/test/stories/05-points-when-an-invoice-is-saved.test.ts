import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { assertSeen, openShop } from '../support/shop.ts';

const saleOf = async (page: Page, who: string, price: string) => {
  await page.getByLabel('Customer: phone, email or number').fill(who);
  await page.getByLabel('Article, 1').fill('Lantern');
  await page.getByLabel('Pieces, 1').fill('2');
  await page.getByLabel('Price of one, 1').fill(price);
};

describe('Points when an invoice is saved', () => {
  test('choose the customer, whose points show; lines; save; a message says what was earned, and the page why', async () => {
    const shop = await openShop();
    const page = await shop.as('cashier', '/sales/new');
    await saleOf(page, '+44 7700 900000', '12.50');
    await assertSeen(page.getByText('Ayu Ashworth can use 996 points. This sale earns 25 points.'));
    await page.getByRole('button', { name: 'Save the sale' }).click();

    await assertSeen(page.getByText(/Sale S-\w+ is saved: \+25 points\./));
    await page.getByText('Why').click();
    await assertSeen(page.getByText('1 point for every £1, postage aside: 25 points'));
    await page.getByRole('link', { name: 'Ayu Ashworth' }).click();
    await assertSeen(page.getByText('1,021').first());
  });

  test('by keyboard alone', async () => {
    const shop = await openShop();
    const page = await shop.as('cashier', '/sales/new');
    await page.getByLabel('Customer: phone, email or number').focus();
    for (const text of ['17850', 'Lantern', '1', '8']) {
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await assertSeen(page.getByText(/is saved: \+8 points\./));
  });

  test('in parts: what is left to pay is told, and ends at nothing', async () => {
    const shop = await openShop();
    const page = await shop.as('cashier', '/sales/new');
    await saleOf(page, '17850', '10');
    await page.getByRole('button', { name: 'Save the sale' }).click();
    await page.getByLabel('Amount').fill('5');
    await page.getByRole('button', { name: 'Record the payment' }).click();
    await assertSeen(page.getByText('£5.00 is recorded.'));
    expect(await page.getByLabel('Amount').inputValue()).toBe('15.00');
    await page.getByRole('button', { name: 'Record the payment' }).click();
    await assertSeen(page.getByText('£15.00 is recorded.'));
    expect(await page.getByRole('button', { name: 'Record the payment' }).count()).toBe(0);
  });

  test('a double click saves one sale, and going back shows an empty form', async () => {
    const shop = await openShop();
    const page = await shop.as('cashier', '/sales/new');
    await saleOf(page, '17850', '10');
    await page.getByRole('button', { name: 'Save the sale' }).dblclick();
    await assertSeen(page.getByText(/is saved: \+20 points\./));
    await page.goBack();
    await page.getByRole('button', { name: 'Save the sale' }).click();
    await assertSeen(page.getByRole('alert').getByText('A sale has at least one line'));
    await page.goto(`${shop.url}/customers/17850`);
    await assertSeen(page.getByText('1,016').first());
  });

  test('what is mistyped is said beside what was typed, and nothing is saved', async () => {
    const shop = await openShop();
    const page = await shop.as('cashier', '/sales/new');
    await saleOf(page, 'nobody@shop.example', 'twelve');
    await page.getByRole('button', { name: 'Save the sale' }).click();
    await assertSeen(page.getByRole('alert').getByText('Line 1: type a price, such as 12.50.'));
    await page.getByLabel('Price of one, 1').fill('12');
    await page.getByRole('button', { name: 'Save the sale' }).click();
    await assertSeen(page.getByRole('alert').getByText('No customer is found.'));
    expect(await page.getByLabel('Article, 1').inputValue()).toBe('Lantern');
  });
});
