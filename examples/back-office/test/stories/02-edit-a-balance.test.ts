import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ledgerOf } from '../support/ledger-of.ts';
import { assertSeen, openShop } from '../support/shop.ts';

/** Ayu Ashworth, who has 996 points. */
const address = '/customers/17850';

const balanceOf = async (page: Page) =>
  Number((await page.getByRole('definition').first().innerText()).replaceAll(/\D/g, ''));

async function entries(folder: string) {
  const ledger = await ledgerOf(folder);
  onTestFinished(() => ledger.close());
  return ledger.entriesOf('17850');
}

describe('Edit a balance', () => {
  test('add, deduct by a minus sign, deduct by the choice, and set a new one', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', address);
    const change = async (how: string, points: string) => {
      await page.getByLabel(how, { exact: true }).check();
      await page.getByLabel('Points', { exact: true }).fill(points);
      await page.getByRole('button', { name: 'Save' }).click();
    };
    await change('Add', '1,000');
    await assertSeen(page.getByText('+1,000 points. The balance is 1,996.'));
    await change('Add', '-96');
    await assertSeen(page.getByText('−96 points. The balance is 1,900.'));
    await change('Deduct', '−400');
    await assertSeen(page.getByText('−400 points. The balance is 1,500.'));
    await change('Set the balance', '1200');
    await assertSeen(page.getByText('−300 points. The balance is 1,200.'));
    await change('Set the balance', '1200');
    await assertSeen(page.getByText('The balance is that already: nothing was changed.'));
    expect(await balanceOf(page)).toBe(1200);
    expect((await entries(shop.folder)).slice(0, 5).map(({ delta }) => delta)).toEqual([0, -300, -400, -96, 1000]);
  });

  test('by keyboard alone', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', address);
    await page.getByLabel('Add', { exact: true }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('500');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Counted anew');
    await page.keyboard.press('Enter');
    await assertSeen(page.getByText('−496 points. The balance is 500.'));
    await assertSeen(page.getByText('Counted anew'));
  });

  test('a balance that changed meanwhile is told, and is not overwritten', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', address);
    const other = await page.context().newPage();
    await other.goto(`${shop.url}${address}`);
    await page.getByLabel('Points', { exact: true }).fill('4');
    await page.getByRole('button', { name: 'Save' }).click();
    await assertSeen(page.getByText('The balance is 1,000.'));

    await other.getByLabel('Set the balance').check();
    await other.getByLabel('Points', { exact: true }).fill('900');
    await other.getByRole('button', { name: 'Save' }).click();
    await assertSeen(other.getByRole('alert').getByText('Meanwhile the balance has become 1,000.'));
    expect(await balanceOf(other)).toBe(1000);
    // What was typed is there still, and whoever has looked decides again.
    await other.getByRole('button', { name: 'Save' }).click();
    await assertSeen(other.getByText('−100 points. The balance is 900.'));
  });

  test('a double click changes it once, and going back shows an empty form', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', address);
    await page.getByLabel('Points', { exact: true }).fill('4');
    await page.getByRole('button', { name: 'Save' }).dblclick();
    await assertSeen(page.getByText('The balance is 1,000.'));
    await page.goBack();
    expect(await page.getByLabel('Points', { exact: true }).inputValue()).toBe('');
    expect((await entries(shop.folder)).filter(({ cause }) => cause === 'points-added')).toHaveLength(1);
  });

  test('what is mistyped is said beside the field, and nothing is changed', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', address);
    const before = (await entries(shop.folder)).length;
    for (const [how, points, said] of [
      ['Add', 'fifty', 'Type whole points, such as 50.'],
      ['Add', '0', 'Type at least 1 point.'],
      ['Add', '1.5', 'Type whole points, such as 50.'],
      ['Set the balance', '-5', 'A balance is 0 or more.'],
      ['Deduct', '5000', 'Only 996 points can be used. Nothing was changed.'],
    ] as const) {
      await page.getByLabel(how, { exact: true }).check();
      await page.getByLabel('Points', { exact: true }).fill(points);
      await page.getByRole('button', { name: 'Save' }).click();
      await assertSeen(page.getByText(said));
      expect(await page.getByLabel('Points', { exact: true }).inputValue()).toBe(points);
    }
    expect(await entries(shop.folder)).toHaveLength(before);
  });

  test('texts that would do harm are shown as they are', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', address);
    const texts = {
      'Reason, for staff': '<script>document.title = "taken"</script>',
      'Comment, for the customer': `\u202Esdrawkcab & "${'x'.repeat(300)}"`,
    };
    await page.getByLabel('Points', { exact: true }).fill('1');
    for (const [label, text] of Object.entries(texts)) await page.getByLabel(label).fill(text);
    await page.getByRole('button', { name: 'Save' }).click();
    await assertSeen(page.getByText('+1 points. The balance is 997.'));
    for (const text of Object.values(texts)) await assertSeen(page.getByText(text));
    expect(await page.title()).toBe('Ayu Ashworth · Gift Shop');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1280);
    const [entry] = await entries(shop.folder);
    expect([entry?.reason, entry?.comment]).toEqual(Object.values(texts));
  });
});
