import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { assertSeen, openShop, type Shop } from '../support/shop.ts';

/** Saves a sale of two pieces at 50.00, and answers its address. */
async function aSale(page: Page, shop: Shop, points: string): Promise<string> {
  await page.goto(`${shop.url}/sales/new`);
  await page.getByLabel('Customer: phone, email or number').fill('17850');
  await page.getByLabel('Article, 1').fill('Lantern');
  await page.getByLabel('Pieces, 1').fill('2');
  await page.getByLabel('Price of one, 1').fill('50');
  await page.getByRole('button', { name: 'Save the sale' }).click();
  await assertSeen(page.getByText(`is saved: +${points} points.`));
  return page.url();
}

const group = (page: Page, name: string) => page.getByRole('group', { name, exact: true });
const seeWhatChanges = (page: Page) => page.getByRole('button', { name: 'See what changes' }).first();

/** Presses the tabulator until something has the focus. */
async function tabTo(page: Page, what: Locator): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    if (await what.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The tabulator does not reach it.');
}

describe('Set the program up', () => {
  test('an invoice says what it would earn; what changes for whom is told, then published; an old sale keeps its rules', async () => {
    const shop = await openShop();
    const page = await shop.as('owner', '/program');
    const old = await aSale(page, shop, '100');

    await page.goto(`${shop.url}/program`);
    await page.getByRole('button', { name: 'Change the program' }).click();
    await assertSeen(page.getByText('An invoice of £100.00 earns 100 points'));
    await group(page, 'Way to earn 1').getByLabel('Points', { exact: true }).fill('3');
    await assertSeen(page.getByText('An invoice of £100.00 earns 300 points'));
    await assertSeen(page.getByText(/50 points for an order of £500 or more.?: nothing, the invoice is too small/));
    await page.getByRole('button', { name: 'Add an item' }).click();
    const item = group(page, 'Item 3');
    await item.getByLabel('Till number (PLU)').fill('2003');
    await item.getByLabel('Name').fill('A lantern');
    await item.getByLabel('Costs points').fill('300');
    await item.getByLabel('Worth in money').fill('9.50');
    await page.getByLabel('Always').check();
    await seeWhatChanges(page).click();

    const changes = page.getByRole('row');
    await assertSeen(
      changes.filter({ hasText: '1 point for each full £1.00' }).filter({ hasText: '3 points for each full £1.00' }),
    );
    await assertSeen(
      changes
        .filter({ hasText: '(nothing)' })
        .filter({ hasText: 'for 300 points; number 2003 at the till; worth £9.50' }),
    );
    await assertSeen(page.getByText('Sales that are saved keep their rules'));
    await assertSeen(page.getByText(/\d+ sales would earn more, together \+/));
    await page.getByRole('button', { name: 'Publish' }).click();
    await assertSeen(page.getByText('Version 2 is published.'));

    await shop.restart();
    await page.goto(`${old}/back?back-1=1&look=yes`);
    await page.getByRole('button', { name: 'Take the goods back' }).click();
    await assertSeen(page.getByText('Done: £50.00 to the customer, −50 points.'));
    await page.goto(old);
    await assertSeen(page.getByRole('link', { name: /^By version 1 of the program, of / }));
    await aSale(page, shop, '300');
    await assertSeen(page.getByRole('link', { name: /^By version 2 of the program, of / }));
    await page.goto(`${shop.url}/program`);
    await assertSeen(page.getByText('3 points for each full £1.00'));
    await page.getByRole('link', { name: 'Version 2' }).click();
    await assertSeen(page.getByText(/Published by Olivia, /));
    await assertSeen(page.getByRole('row').filter({ hasText: '1 point for each full £1.00' }));
  });

  test('by keyboard alone', async () => {
    const shop = await openShop();
    const page = await shop.as('owner', '/program');
    await tabTo(page, page.getByRole('button', { name: 'Change the program' }));
    await page.keyboard.press('Enter');
    await assertSeen(page.getByText('An invoice of £100.00 earns 100 points'));
    await tabTo(page, page.getByLabel('When the sale is saved'));
    await page.keyboard.press('ArrowDown');
    await tabTo(page, page.getByRole('button', { name: 'Add a way to earn' }));
    await page.keyboard.press('Enter');
    const added = group(page, 'Way to earn 3');
    await assertSeen(added);
    // The name of what was added has the focus.
    await page.keyboard.type('Welcome');
    await tabTo(page, added.getByLabel('Points', { exact: true }));
    await page.keyboard.type('25');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await tabTo(page, added.getByText('Only at times'));
    await page.keyboard.press('Space');
    await tabTo(page, added.getByLabel('Only the first purchase'));
    await page.keyboard.press('Space');
    await tabTo(page, added.getByRole('button', { name: 'Move “Way to earn 3” up' }));
    await page.keyboard.press('Space');
    await assertSeen(group(page, 'Way to earn 2').getByRole('button', { name: 'Move “Welcome” down' }));
    await tabTo(page, page.getByLabel('An invoice of'));
    await page.keyboard.press('Enter');
    await assertSeen(page.getByRole('row').filter({ hasText: '25 points for the sale; for the first purchase' }));
    await assertSeen(page.getByRole('row').filter({ hasText: 'When the sale is paid in full' }));
    await tabTo(page, page.getByRole('button', { name: 'Publish' }));
    await page.keyboard.press('Enter');
    await assertSeen(page.getByText('Version 2 is published.'));
  });

  test('a mistake is said beside the field; what was typed stays, and nothing is published', async () => {
    const shop = await openShop();
    const page = await shop.as('owner', '/program');
    await page.getByRole('button', { name: 'Change the program' }).click();
    await group(page, 'Way to earn 1').getByLabel('Points', { exact: true }).fill('many');
    await group(page, 'Item 2').getByLabel('Till number (PLU)').fill('2001');
    await assertSeen(page.getByRole('status').getByText('Way to earn 1: Type whole points, 1 or more.'));
    await seeWhatChanges(page).click();

    const points = group(page, 'Way to earn 1').getByLabel('Points', { exact: true });
    await assertSeen(page.getByRole('alert').getByText('Something is not right yet.'));
    expect(await points.inputValue()).toBe('many');
    expect(await points.getAttribute('aria-invalid')).toBe('true');
    await assertSeen(group(page, 'Item 2').getByText('Type a number that no other item has.'));
    await points.fill('2');
    await group(page, 'Item 2').getByRole('button', { name: 'Remove “Christmas hamper”' }).click();
    await seeWhatChanges(page).click();
    await assertSeen(page.getByRole('row').filter({ hasText: 'Christmas hamper' }).filter({ hasText: '(nothing)' }));
    await page.goto(`${shop.url}/program`);
    expect(await page.getByRole('link', { name: /^Version/ }).count()).toBe(1);
  });

  test('a change that is not published is kept: after a restart it goes on, and can be discarded', async () => {
    const shop = await openShop();
    const page = await shop.as('owner', '/program');
    await page.getByRole('button', { name: 'Change the program' }).click();
    await group(page, 'Way to earn 1').getByLabel('Points', { exact: true }).fill('7');
    await assertSeen(page.getByText('An invoice of £100.00 earns 700 points'));
    await shop.restart();
    await page.goto(`${shop.url}/program`);
    await page.getByRole('link', { name: 'Go on' }).click();
    expect(await group(page, 'Way to earn 1').getByLabel('Points', { exact: true }).inputValue()).toBe('7');
    await page.goto(`${shop.url}/program`);
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Discard' }).click();
    await assertSeen(page.getByText('The change is discarded.'));
    expect(await page.getByRole('link', { name: 'Go on' }).count()).toBe(0);
  });
});
