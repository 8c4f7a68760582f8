import { describe, expect, test } from 'vitest';
import { tabTo } from '../support/keyboard.ts';
import { openLedgerFile } from '../support/ledger-file.ts';
import { assertSeen, openShop } from '../support/shop.ts';
import { askForCode, ayu, giveCode, typeSale } from '../support/till.ts';

describe('The till spends points', () => {
  test('by mouse: choose the customer by name, use the most, verify, read the code in the inbox, confirm', async () => {
    const shop = await openShop();
    const ledger = await openLedgerFile(shop.folder);
    const inbox = await shop.as('cashier', '/inbox');
    await assertSeen(inbox.getByText('For development only.'));
    await assertSeen(inbox.getByText('Nothing was sent yet'));

    const page = await shop.as('cashier', '/till');
    await typeSale(page, { who: 'ayu ash' });
    await page.getByRole('button', { name: '17850' }).click();
    await assertSeen(page.getByText('worth £9.96').first());
    await page.getByRole('button', { name: 'Use 996 points' }).click();
    await assertSeen(page.getByText('More than 200 points need a code'));
    await page.getByRole('button', { name: 'Verify via WhatsApp' }).click();
    await assertSeen(page.getByText('The customer got a code by WhatsApp (•••• 000)'));

    // The inbox looks for messages by itself.
    await assertSeen(inbox.getByText('is your code to spend 996 points at Gift Shop'));
    const sent = await inbox.getByRole('region', { name: 'Messages' }).innerText();
    const code = /(\d{6}) is your code/.exec(sent)?.[1] ?? '';
    await giveCode(page, () => code, '996 points are spent.');

    await assertSeen(page.getByRole('row', { name: 'Paid with 996 points −£9.96' }));
    await assertSeen(page.getByText('1 point for every £1, postage aside: 15 points, without £9.96 that points paid'));
    await page.getByRole('button', { name: '£15.04 received' }).click();
    await assertSeen(page.getByText('£15.04 is recorded.'));
    await assertSeen(page.getByRole('row', { name: 'To pay £0.00' }));
    expect(await ledger.posted(ayu.memberId)).toEqual([
      'invoice-saved 25',
      'points-held 0',
      'hold-captured -996',
      'invoice-paid-with-points -10',
    ]);
  });

  test('by keyboard alone: points by a code', async () => {
    const shop = await openShop();
    const ledger = await openLedgerFile(shop.folder);
    const page = await shop.as('cashier', '/till');
    // A scanner ends with Enter: it looks, and neither sells nor spends.
    await tabTo(page, page.getByLabel('Customer: phone, card or name'));
    await page.keyboard.type(ayu.phone);
    await page.keyboard.press('Enter');
    await assertSeen(page.getByRole('heading', { name: ayu.name }));
    for (const [label, text] of [
      ['Article, 1', 'Lantern'],
      ['Pieces, 1', '2'],
      ['Price of one, 1', '12.50'],
      ['Use points', '300'],
    ] as const) {
      await tabTo(page, page.getByLabel(label));
      await page.keyboard.type(text);
    }
    await tabTo(page, page.getByRole('button', { name: 'Verify via Email' }));
    await page.keyboard.press('Enter');
    await assertSeen(page.getByText('The customer got a code by Email'));
    await tabTo(page, page.getByLabel('Code', { exact: true }));
    await page.keyboard.type(ledger.newestCode());
    await page.keyboard.press('Enter');
    await assertSeen(page.getByText('300 points are spent.'));
    await tabTo(page, page.getByRole('button', { name: '£22.00 received' }));
    await page.keyboard.press('Space');
    await assertSeen(page.getByText('£22.00 is recorded.'));
  });

  test('a reward by its number, by keyboard alone: few points need no code, and all is one commit', async () => {
    const shop = await openShop();
    const ledger = await openLedgerFile(shop.folder);
    const page = await shop.as('cashier', '/till');
    for (const [label, text] of [
      ['Customer: phone, card or name', ayu.memberId],
      ['Reward (PLU)', '2001'],
    ] as const) {
      await tabTo(page, page.getByLabel(label));
      await page.keyboard.type(text);
    }
    await tabTo(page, page.getByRole('button', { name: 'Confirm' }));
    await page.keyboard.press('Space');
    await assertSeen(page.getByRole('row', { name: 'A mug £4.00' }));
    await assertSeen(page.getByRole('row', { name: 'Paid with 150 points −£4.00' }));
    expect(await ledger.posted(ayu.memberId)).toEqual([
      'invoice-saved 4',
      'points-redeemed -150',
      'invoice-paid-with-points -4',
    ]);
  });

  test('what is mistyped is said, and nothing is sold', async () => {
    const shop = await openShop();
    const ledger = await openLedgerFile(shop.folder);
    const page = await shop.as('cashier', '/till');
    await typeSale(page, { who: '' });
    const refused = async (says: string) => {
      await page.getByRole('button', { name: 'Confirm' }).click();
      await assertSeen(page.getByRole('alert').getByText(says));
    };
    await page.getByLabel('Use points').fill('100');
    await refused('Choose the customer whose points are used.');
    await page.getByLabel('Customer: phone, card or name').fill('Ayu');
    await refused('Choose the customer first.');
    await page.getByLabel('Customer: phone, card or name').fill(ayu.memberId);
    await page.getByLabel('Use points').fill('some');
    await refused('Type whole points, such as 100.');
    await page.getByLabel('Use points').fill('20');
    await refused('Use at least 50 points.');
    await page.getByLabel('Reward (PLU)').fill('2001');
    await refused('Points or a reward: leave one of them empty.');
    await page.getByLabel('Use points').fill('');
    await page.getByLabel('Reward (PLU)').fill('9999');
    await refused('There is no reward with the number 9999.');
    expect(await page.getByLabel('Article, 1').inputValue()).toBe('Lantern');
    expect(await ledger.posted(ayu.memberId)).toEqual([]);
  });

  test('a sale that is given up releases what was held, and is sold to nobody', async () => {
    const shop = await openShop();
    const ledger = await openLedgerFile(shop.folder);
    const page = await shop.as('cashier', '/till');
    await askForCode(page, '996');
    await assertSeen(page.getByText('The customer got a code by SMS'));
    await page.goto(`${shop.url}/till`);
    await page.getByRole('link', { name: ayu.name }).click();
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Give the sale up' }).click();
    await assertSeen(page.getByText('is given up, and its points are free again.'));
    expect(await ledger.posted(ayu.memberId)).toEqual([
      'invoice-saved 25',
      'points-held 0',
      'hold-released 0',
      'invoice-refunded -25',
    ]);
  });

  test('the customer pays with money alone, without the code', async () => {
    const shop = await openShop();
    const ledger = await openLedgerFile(shop.folder);
    const page = await shop.as('cashier', '/till');
    await askForCode(page, '996');
    await page.getByRole('button', { name: 'Go on without points' }).click();
    await page.getByRole('button', { name: '£25.00 received' }).click();
    await assertSeen(page.getByText('£25.00 is recorded.'));
    expect(await ledger.posted(ayu.memberId)).toEqual(['invoice-saved 25', 'points-held 0', 'hold-released 0']);
  });

  test.each([768, 1280])('at %i pixels each target is as large as a finger, 44 pixels or more', async (width) => {
    const shop = await openShop();
    const page = await shop.as('cashier', '/till?who=17850&points=300&article=Lantern&quantity=1&price=25', { width });
    const small = async () =>
      page.evaluate<string[]>(`[...document.querySelectorAll('main :is(button, input, select, summary, a.button)')]
        .filter((each) => each.type !== 'hidden' && !each.classList.contains('hidden') && each.checkVisibility())
        .filter((each) => Math.min(each.getBoundingClientRect().width, each.getBoundingClientRect().height) < 44)
        .map((each) => each.outerHTML)`);
    expect(await small()).toEqual([]);
    await page.getByRole('button', { name: 'Verify via SMS' }).click();
    await assertSeen(page.getByLabel('Code', { exact: true }));
    expect(await small()).toEqual([]);
  });
});
