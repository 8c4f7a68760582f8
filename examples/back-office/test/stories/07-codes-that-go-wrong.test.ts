import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openLedgerFile } from '../support/ledger-file.ts';
import { assertSeen, openShop, type Shop } from '../support/shop.ts';
import { askForCode, ayu, giveCode, typeSale, wrongCode } from '../support/till.ts';

const opened = async () => {
  const shop = await openShop();
  return { shop, ledger: await openLedgerFile(shop.folder), page: await shop.as('cashier', '/till') };
};

/** Breaks or mends a channel, as a developer does in the inbox. */
async function deliver(shop: Shop, channel: string, delivery: string): Promise<void> {
  const page = await shop.as('cashier', '/inbox');
  await page.getByLabel(channel).selectOption(delivery);
  await page.getByRole('button', { name: 'Save' }).click();
  await assertSeen(page.getByText('The next messages go like that.'));
}

async function useUpTries(page: Page, right: () => string): Promise<void> {
  for (const left of ['4 tries are left', '3 tries are left', '2 tries are left', '1 try is left'])
    await giveCode(page, () => wrongCode(right()), left);
  await giveCode(page, () => wrongCode(right()), 'There were too many wrong codes. Nothing was spent');
}

describe('The till spends points: what goes wrong, and the way on', () => {
  test('a double click on Verify sends one message, and one on Confirm spends once; going back spends nothing', async () => {
    const { ledger, page } = await opened();
    await typeSale(page);
    await page.getByLabel('Use points').fill('300');
    await page.getByRole('button', { name: 'Verify via SMS' }).dblclick();
    await page.getByLabel('Code', { exact: true }).waitFor();
    expect(ledger.messages()).toHaveLength(1);
    await page.getByLabel('Code', { exact: true }).fill(ledger.newestCode());
    await page.getByRole('button', { name: 'Confirm' }).dblclick();
    await assertSeen(page.getByText('300 points are spent.'));

    await page.goBack();
    await assertSeen(page.getByRole('row', { name: 'Paid with 300 points −£3.00' }));
    await page.getByRole('link', { name: 'New sale' }).click();
    expect(await page.getByLabel('Article, 1').inputValue()).toBe('');
    expect(ledger.messages()).toHaveLength(1);
    expect(await ledger.posted(ayu.memberId)).toEqual([
      'invoice-saved 25',
      'points-held 0',
      'hold-captured -300',
      'invoice-paid-with-points -3',
    ]);
  });

  test('the same form, sent twice at once past the script, sells and sends once', async () => {
    const { shop, ledger, page } = await opened();
    await typeSale(page);
    await page.getByLabel('Use points').fill('300');
    const typed = await page
      .locator('form.till')
      .evaluate((form) => new URLSearchParams(new FormData(form as never) as never).toString());
    const form = `${typed}&do=sms`;
    const headers = { origin: shop.url, 'content-type': 'application/x-www-form-urlencoded' };
    const answers = await Promise.all([1, 2].map(() => page.request.post(`${shop.url}/till`, { data: form, headers })));
    expect(answers.map((answer) => answer.status())).toEqual([200, 200]);
    expect(ledger.messages()).toHaveLength(1);
    expect(await ledger.posted(ayu.memberId)).toEqual(['invoice-saved 25', 'points-held 0']);

    await page.goto(answers[0]?.url() ?? '');
    await giveCode(page, ledger.newestCode, '300 points are spent.');
    const spent = await ledger.posted(ayu.memberId);
    const late = await page.request.post(`${shop.url}/till`, { data: form, headers, maxRedirects: 0 });
    expect(late.status()).toBe(303);
    expect(ledger.waiting()).toEqual([]);
    expect([ledger.messages().length, await ledger.posted(ayu.memberId)]).toEqual([1, spent]);
  });

  test('two tills spend the same points: the second is told what is left, and goes on with it', async () => {
    const { shop, ledger, page } = await opened();
    const other = await shop.as('manager', '/till');
    await typeSale(other);
    await other.getByLabel('Use points').fill('900');
    await assertSeen(other.getByRole('button', { name: 'Verify via SMS' }));
    await askForCode(page, '800', 'Email');
    await giveCode(page, ledger.newestCode, '800 points are spent.');

    await other.getByRole('button', { name: 'Verify via SMS' }).click();
    await assertSeen(other.getByRole('alert').getByText('Only 213 points can be used now'));
    await other.getByLabel('Use points').fill('200');
    await other.getByRole('button', { name: 'Confirm' }).click();
    await assertSeen(other.getByRole('row', { name: 'Paid with 200 points −£2.00' }));
    expect((await ledger.posted(ayu.memberId)).filter((each) => /captured|redeemed/.test(each))).toEqual([
      'hold-captured -800',
      'points-redeemed -200',
    ]);
  });

  test('a wrong code counts until it is locked; the points are free, and a new code spends them', async () => {
    const { shop, ledger, page } = await opened();
    await askForCode(page, '300');
    await useUpTries(page, ledger.newestCode);
    await assertSeen(page.getByText('1,021', { exact: true }));
    shop.passes(1);
    await page.getByRole('button', { name: 'Verify via SMS' }).click();
    await giveCode(page, ledger.newestCode, '300 points are spent.');
    expect((await ledger.posted(ayu.memberId)).filter((each) => !each.endsWith(' 0'))).toEqual([
      'invoice-saved 25',
      'hold-captured -300',
      'invoice-paid-with-points -3',
    ]);
  });

  test('too many wrong codes lock the customer: a manager who knows who it is unlocks', async () => {
    const { shop, ledger, page } = await opened();
    await askForCode(page, '300');
    await useUpTries(page, ledger.newestCode);
    shop.passes(1);
    await page.getByRole('button', { name: 'Verify via SMS' }).click();
    await useUpTries(page, ledger.newestCode);
    shop.passes(1);
    await page.getByRole('button', { name: 'Verify via SMS' }).click();
    await assertSeen(page.getByRole('alert').getByText('There were too many wrong codes for this customer.'));
    await assertSeen(page.getByText('A manager can unlock the customer.'));

    const manager = await shop.as('manager', new URL(page.url()).pathname.replace(/\/ask$/, ''));
    await manager.getByRole('button', { name: 'Verify via SMS' }).click();
    await manager.getByLabel('How you know the customer').fill('A regular');
    await manager.getByRole('button', { name: 'Unlock the customer' }).click();
    await assertSeen(manager.getByText('The customer is unlocked.'));
    await manager.getByRole('button', { name: 'Verify via SMS' }).click();
    await giveCode(manager, ledger.newestCode, '300 points are spent.');
  });

  test('a code that has ended is replaced by another; the earlier one is told apart, and does not count', async () => {
    const { shop, ledger, page } = await opened();
    await askForCode(page, '300');
    await page.getByLabel('Code', { exact: true }).waitFor();
    const first = ledger.newestCode();
    await page.getByRole('button', { name: 'Send again via SMS' }).click();
    await assertSeen(page.getByRole('alert').getByText('A code was sent just now. The next one can be sent from'));
    shop.passes(6);
    await giveCode(page, () => first, 'The code was good until');
    await page.getByRole('button', { name: 'Send again via SMS' }).click();
    await assertSeen(page.getByText('Another code is on its way by SMS.'));
    await giveCode(page, () => first, 'That is the code of an earlier message.');
    await giveCode(page, ledger.newestCode, '300 points are spent.');
  });

  test('a code that comes too late finds the points free again, and asks anew', async () => {
    const { shop, ledger, page } = await opened();
    await askForCode(page, '300');
    await page.getByLabel('Code', { exact: true }).waitFor();
    const late = ledger.newestCode();
    shop.passes(16);
    await giveCode(page, () => late, 'It took too long: the points are free again.');
    await page.getByLabel('Use points').fill('200');
    await page.getByRole('button', { name: 'Confirm, for up to 200 points' }).click();
    await assertSeen(page.getByRole('row', { name: 'Paid with 200 points −£2.00' }));
    expect((await ledger.posted(ayu.memberId)).filter((each) => !each.endsWith(' 0'))).toEqual([
      'invoice-saved 25',
      'points-redeemed -200',
      'invoice-paid-with-points -2',
    ]);
  });

  test('a message that is refused, and one whose provider is out of order, goes another way', async () => {
    const { shop, ledger, page } = await opened();
    await deliver(shop, 'SMS', 'refused');
    await deliver(shop, 'WhatsApp', 'out-of-order');
    await askForCode(page, '300', 'SMS');
    await assertSeen(page.getByRole('alert').getByText('SMS does not reach the customer, so no code went out.'));
    expect(await page.getByLabel('Code', { exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Send again via WhatsApp' }).click();
    await assertSeen(page.getByRole('alert').getByText('WhatsApp is out of order, so no code went out.'));
    shop.passes(1);
    await page.getByRole('button', { name: 'Send again via Email' }).click();
    await assertSeen(page.getByText('Another code is on its way by Email.'));
    await giveCode(page, ledger.newestCode, '300 points are spent.');
    expect(ledger.messages()).toHaveLength(1);
  });
});
