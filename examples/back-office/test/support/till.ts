import type { Page } from 'playwright-core';
import { assertSeen } from './shop.ts';

/** A customer of the demo who has 996 points, a phone and an email. */
export const ayu = { memberId: '17850', phone: '+44 7700 900000', name: 'Ayu Ashworth' };

/** Types a sale of one line to a customer at the till. */
export async function typeSale(page: Page, { who = ayu.memberId, price = '25' } = {}): Promise<void> {
  await page.getByLabel('Customer: phone, card or name').fill(who);
  await page.getByLabel('Article, 1').fill('Lantern');
  await page.getByLabel('Price of one, 1').fill(price);
}

/** Types a sale, uses points of it, and asks for a code. */
export async function askForCode(page: Page, points: string, channel = 'SMS'): Promise<void> {
  await typeSale(page);
  await page.getByLabel('Use points').fill(points);
  await page.getByRole('button', { name: `Verify via ${channel}` }).click();
}

/** Waits until a code is asked for, gives one that is read then, and waits for what the page says to it. */
export async function giveCode(page: Page, readCode: () => string, says: string | RegExp): Promise<void> {
  await page.getByLabel('Code', { exact: true }).waitFor();
  await page.getByLabel('Code', { exact: true }).fill(readCode());
  await page.getByRole('button', { name: 'Confirm' }).click();
  await assertSeen(page.getByText(says));
}

/** A code that is not the right one. */
export function wrongCode(right: string, nth = 0): string {
  return `${(Number(right) + 1 + nth) % 1_000_000}`.padStart(6, '0');
}
