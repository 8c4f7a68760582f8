import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { signIn, type Who } from '../support/sign-in.ts';
import { assertSeen, openShop } from '../support/shop.ts';

test('what somebody typed who was signed out meanwhile is kept, and done once after signing in again', async () => {
  const shop = await openShop();
  const page = await shop.as('manager', '/customers');
  await page.getByRole('searchbox').fill('900003');
  await assertSeen(page.getByText('1 customer', { exact: true }));
  await page.locator('#found').getByRole('link').first().click();
  const balance = () => page.locator('.figure').first().locator('dd').first().innerText();
  const before = Number((await balance()).replaceAll(/\D/g, ''));
  const address = page.url();
  await page.getByLabel('Points', { exact: true }).fill('50');
  await page.getByLabel('Reason, for staff').fill('The parcel came <b>late</b>');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Save' }).click();

  await assertSeen(page.getByRole('heading', { name: 'You were signed out' }));
  await assertSeen(page.getByText('The parcel came <b>late</b>'));
  // It can be sent, and still nothing is done: nobody has signed in.
  await page.getByRole('button', { name: 'Send it again' }).click();
  await signInBeside(page, 'manager');
  await page.getByRole('button', { name: 'Send it again' }).click();

  // Now it is somebody's form, who looks at it first.
  await assertSeen(page.getByRole('heading', { name: 'This page is too old' }));
  await page.getByRole('button', { name: 'Send it again' }).click();
  await assertSeen(page.getByRole('status').getByText(`The balance is ${before + 50}.`));
  await page.goto(address);
  expect(Number((await balance()).replaceAll(/\D/g, ''))).toBe(before + 50);
});

test.each([
  ['manager', 'changes those who were chosen'],
  ['cashier', 'is refused'],
] as const)('a bulk change that came late, and is sent again by a %s, %s', async (who, _what) => {
  const shop = await openShop();
  const page = await shop.as('manager', '/customers');
  await page.getByLabel('Choose Agnes Ashworth').first().check();
  await page.getByLabel('Choose Agnes Clarke').check();
  await page.getByText('More actions').click();
  await page.getByRole('button', { name: 'Bulk update points' }).click();
  await page.getByLabel('Points', { exact: true }).fill('50');
  await page.getByRole('button', { name: 'See what it does' }).click();
  await assertSeen(page.getByText('Nothing is changed yet.'));
  const again = page.getByRole('button', { name: 'Send it again' });

  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Change 2 customers' }).click();
  await signInBeside(page, who);
  await again.click();
  await assertSeen(page.getByRole('heading', { name: 'This page is too old' }));
  await again.click();
  if (who === 'cashier') {
    await assertSeen(page.getByRole('heading', { name: 'This is for others' }));
    return;
  }
  await assertSeen(page.getByRole('heading', { name: 'Done', exact: true }));
  await page.goto(`${shop.url}/jobs`);
  await assertSeen(page.getByRole('row', { name: /Add 50 points: 2 customers Done 2 Mira/ }));
});

test('a file that came late is not kept, and it is said so', async () => {
  const shop = await openShop();
  const page = await shop.as('manager', '/imports');
  await page.getByLabel('CSV file').setInputFiles({
    name: 'points.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Email,Points\nagnes@shop.example,5\n'),
  });
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Look at the file' }).click();
  await assertSeen(page.getByText('A file is not kept: sign in, and choose it again.'));
  await page.getByRole('link', { name: 'Sign in', exact: true }).click();
  await signIn(page, 'manager');
  expect(new URL(page.url()).pathname).toBe('/imports');
});

/** Signs in on another page of the same browser. */
async function signInBeside(page: Page, who: Who): Promise<void> {
  const [other] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'Sign in on another page' }).click(),
  ]);
  await signIn(other, who);
}
