import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { firstProgram } from '../../src/shop/program.ts';
import { axeFinds } from '../support/axe.ts';
import { tabTo } from '../support/keyboard.ts';
import { openLedgerFile } from '../support/ledger-file.ts';
import { pathIn } from '../support/path-in.ts';
import { assertSeen, openShop } from '../support/shop.ts';
import { typeSale } from '../support/till.ts';

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

/** The rules of the shop, by which points come with the money. */
const paidFirst = (approvePayments: boolean) => ({
  ...firstProgram,
  earn: { ...firstProgram.earn, trigger: 'on-full-payment' as const, approvePayments },
});

const payments = async (page: Page, amount: string) => {
  await page.getByLabel('Amount').fill(amount);
  await page.getByRole('button', { name: 'Record the payment' }).click();
};

describe('Points after full payment', () => {
  test('a part of the money earns nothing; the last part earns all', async () => {
    const shop = await openShop({ program: paidFirst(false) });
    const ledger = await openLedgerFile(shop.folder);
    const page = await shop.as('cashier', '/sales/new');
    await saleOf(page, '17850', '10');
    await page.getByRole('button', { name: 'Save the sale' }).click();
    await assertSeen(page.getByText('Its points come when it is paid.'));
    await payments(page, '5');
    await assertSeen(page.getByText('£5.00 is recorded.'));
    expect(await ledger.posted('17850')).toEqual([]);
    await payments(page, '15');
    await assertSeen(page.getByText('£15.00 is recorded, and the sale earned 20 points.'));
    expect(await ledger.posted('17850')).toEqual(['invoice-paid 20']);
  });

  test('the till takes the money, and tells what it earned', async () => {
    const shop = await openShop({ program: paidFirst(false) });
    const page = await shop.as('cashier', '/till');
    await typeSale(page);
    await page.getByRole('button', { name: 'Confirm' }).click();
    await assertSeen(page.getByText('Waits for payment'));
    await page.getByRole('button', { name: '£25.00 received' }).dblclick();
    await assertSeen(page.getByText('£25.00 is recorded, and the sale earned 25 points.'));
  });
});

describe('Points that wait for approval', () => {
  const sold = async () => {
    const shop = await openShop({ program: paidFirst(true) });
    const ledger = await openLedgerFile(shop.folder);
    const page = await shop.as('cashier', '/sales/new');
    await saleOf(page, '17850', '10');
    await page.getByRole('button', { name: 'Save the sale' }).click();
    await payments(page, '20');
    await assertSeen(page.getByText('£20.00 is recorded. Its points come when it is approved.'));
    return { shop, ledger, page, sale: page.url() };
  };

  test('the customer sees them to come; a manager approves, and they are there once', async () => {
    const { shop, ledger, page } = await sold();
    await page.goto(`${shop.url}/customers/17850`);
    await assertSeen(page.getByText('once the payment is approved'));
    const own = await shop.stranger(await pathIn(shop.folder, '/my?link={17850}'));
    await assertSeen(own.getByText('once your payment is approved'));

    const manager = await shop.as('manager', '/sales');
    const late = await shop.as('owner', '/sales/approvals');
    await manager.getByRole('link', { name: 'Waiting for approval: 1' }).click();
    await assertSeen(manager.getByRole('heading', { name: '£20.00 of Ayu Ashworth' }));
    await assertSeen(manager.getByText('recorded by Citra'));
    await assertSeen(manager.getByText('The sale then earns 20 points.'));
    expect(await axeFinds(manager)).toEqual([]);
    await manager.getByRole('button', { name: 'Approve' }).dblclick();
    await assertSeen(manager.getByText('The payment is approved, and the sale earned 20 points.'));
    await assertSeen(manager.getByText('Nothing waits for approval'));

    // Another page still shows what is decided.
    await late.getByRole('button', { name: 'Refuse' }).click();
    await assertSeen(late.getByRole('alert').getByText('Somebody has decided this already.'));
    expect(await ledger.posted('17850')).toEqual(['invoice-paid 20']);
    await page.reload();
    await assertSeen(page.getByText('1,016').first());
    expect(await page.getByText('once the payment is approved').count()).toBe(0);
  });

  test('refused, with the reason, by keyboard alone: the sale is open again, and earns nothing', async () => {
    const { shop, ledger, sale } = await sold();
    const manager = await shop.as('manager', '/sales/approvals');
    await tabTo(manager, manager.getByLabel('Reason, for staff'));
    await manager.keyboard.type('The cheque was not signed');
    // In the field of the reason for a refusal, Enter refuses.
    await manager.keyboard.press('Enter');
    await assertSeen(manager.getByText('The payment is refused: its sale is open again.'));
    await manager.goto(sale);
    await assertSeen(manager.getByText('Refused by Mira: The cheque was not signed'));
    expect(await manager.getByLabel('Amount').inputValue()).toBe('20.00');
    expect((await ledger.posted('17850')).filter((each) => !each.endsWith(' 0'))).toEqual([]);
  });

  test('a cashier is refused at the address', async () => {
    const { shop, page, ledger } = await sold();
    const answer = await page.request.get(`${shop.url}/sales/approvals`);
    expect([answer.status(), await answer.text()]).toEqual([403, expect.stringContaining('Ask a manager')]);
    const form = { csrf: await page.locator('input[name="csrf"]').first().inputValue(), key: 'mine', do: 'approve' };
    const posted = await page.request.post(`${shop.url}/sales/approvals`, { form, headers: { origin: shop.url } });
    expect(posted.status()).toBe(403);
    expect(await ledger.posted('17850')).toEqual([]);
  });
});
