import { describe, expect, test } from 'vitest';
import { assertSeen, openShop } from '../support/shop.ts';

describe('Points by hand', () => {
  test('find the customer by phone, add points with a reason and a comment, find the record, see the total', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/customers');
    await page.getByRole('searchbox').fill('900003');
    await assertSeen(page.getByText('1 customer', { exact: true }));
    await page.locator('#found').getByRole('link').first().click();
    const before = await figure(page.locator('.figure').first().locator('dd').first().innerText());

    await page.getByLabel('Points', { exact: true }).fill('50');
    await page.getByLabel('Reason, for staff').fill('The parcel came late');
    await page.getByLabel('Comment, for the customer').fill('Sorry for the wait');
    await page.getByRole('button', { name: 'Save' }).click();

    await page
      .getByRole('status')
      .getByText(`+50 points. The balance is ${before + 50}.`)
      .waitFor();
    const record = page.getByRole('row').nth(1);
    expect(await record.innerText()).toContain('The parcel came late');
    expect(await record.innerText()).toContain('Sorry for the wait');
    expect(await record.innerText()).toContain('manager');
    expect(await figure(page.locator('.figure').first().locator('dd').first().innerText())).toBe(before + 50);
  });
});

async function figure(text: Promise<string>): Promise<number> {
  return Number((await text).replaceAll(/\D/g, ''));
}
