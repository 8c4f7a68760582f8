import { BarcodeFormat } from '@zxing/library';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { overflowOf } from '../../../../test/support/processes/browser.ts';
import { openMemberLinks } from '../../src/shop/member-links.ts';
import { enter } from '../support/keyboard.ts';
import { printed } from '../support/printed.ts';
import { pictureOf, scanned } from '../support/scan.ts';
import { fileOf, hostileName, rename, sentBy } from '../support/shop-file.ts';
import { assertSeen, openShop, type Shop } from '../support/shop.ts';

/** The link that the page of a customer shows, without the address of the shop. */
async function linkOn(page: Page, shop: Shop): Promise<string> {
  return (await page.getByLabel('Link').inputValue()).replace(shop.url, '');
}

describe("The member's own page", () => {
  test('a link shows balance, what ends when, and the statement with comments and no internal reasons', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/customers/17850');
    await page.getByLabel('Points', { exact: true }).fill('50');
    await page.getByLabel('Reason, for staff').fill('The parcel came late');
    await page.getByLabel('Comment, for the customer').fill('Sorry for the wait');
    await page.getByRole('button', { name: 'Save' }).click();
    await assertSeen(page.getByText('+50 points. The balance is 1,046.'));
    await page.getByRole('button', { name: 'Copy' }).click();
    await assertSeen(page.getByRole('button', { name: 'Copied' }));

    const own = await shop.stranger(await linkOn(page, shop));
    const text = await own.getByRole('main').innerText();
    expect(text).toMatch(/You can use\s+1,046\s+worth £10\.46/);
    expect(text).toMatch(/Use them in time\s+until /);
    expect(text).toContain('“Sorry for the wait”');
    expect(text).not.toMatch(/parcel|manager/);
    expect(await own.getByRole('navigation').count()).toBe(0);
  });

  test('staff send the link by keyboard alone, once, and the customer shows the card', async () => {
    const shop = await openShop();
    const page = await shop.as('cashier', '/customers/17850');
    await enter(page, page.getByRole('button', { name: 'Email' }));
    await assertSeen(page.getByText('The link is sent to ayu.ashworth.17850@shop.example.'));
    await page.getByRole('button', { name: 'SMS' }).dblclick();
    await assertSeen(page.getByText('The link is sent to +447700900000.'));
    const [sms, email, ...others] = sentBy(shop);
    expect(others).toEqual([]);
    expect([sms?.to, email?.channel, email?.subject]).toEqual(['+447700900000', 'email', 'Your points at Gift Shop']);

    const [, address = ''] = /^(http\S+)$/m.exec(email?.text ?? '') ?? [];
    const own = await shop.stranger(address.replace(shop.url, ''));
    await enter(own, own.getByRole('link', { name: 'Your card' }));
    await assertSeen(own.getByRole('img', { name: 'QR code of the number 17850' }));
    await enter(own, own.getByRole('link', { name: 'Your points' }));
    await assertSeen(own.getByRole('heading', { name: 'What has happened' }));
  });

  test('strangers, ended links, forged ones and those of nobody are answered alike', async () => {
    const shop = await openShop();
    const page = await shop.as('cashier', '/customers/17850');
    const good = await linkOn(page, shop);
    const links = openMemberLinks(fileOf(shop));
    const [ended, nobody] = [
      await links.sign('17850', new Date(Date.now() - 1)),
      await links.sign('nobody', new Date(Date.now() + 60_000)),
    ];
    const forged = good.replace(/link=(.)/, (_, first) => `link=${first === 'x' ? 'y' : 'x'}`);
    const addresses = ['/my', forged, `/my?link=${ended}`, `/my?link=${nobody}`, `${good}&before=elsewhere`];
    const own = await shop.stranger(good);
    const answers = await Promise.all(
      [...addresses, forged.replace('/my?', '/my/card?')].map(async (address) => {
        const answer = await own.request.get(shop.url + address);
        return `${answer.status()} ${await answer.text()}`;
      }),
    );
    expect(answers[0]).toMatch(/^404 .*This link opens nothing/s);
    expect(new Set(answers).size).toBe(1);
  });

  test('a scanner reads the number from both codes of the card', async () => {
    const shop = await openShop();
    const page = await shop.as('cashier', '/cards?member=17850&paper=card');
    const picture = await pictureOf(page, page.getByRole('article'));
    expect(scanned(picture, BarcodeFormat.QR_CODE)).toBe('17850');
    expect(scanned(picture, BarcodeFormat.CODE_128)).toBe('17850');
  });

  test('cards are printed one by one, or ten on a sheet, with nothing else', async () => {
    const shop = await openShop();
    const page = await shop.as('cashier', '/customers/17850');
    await page.getByRole('link', { name: 'Print the card' }).click();
    await assertSeen(page.getByRole('article', { name: 'Ayu Ashworth' }));
    expect(await printed(page)).toEqual([[86, 54]]);

    await page.goto(`${shop.url}/customers`);
    await page.getByRole('link', { name: 'Print cards' }).click();
    await assertSeen(page.getByText('Cards: 10.'));
    expect(await printed(page)).toEqual([[210, 297]]);
    await page.getByLabel('Paper').selectOption({ label: 'Cards of 85.6 × 54 mm, one by one' });
    await page.waitForURL(/paper=card/);
    expect(await printed(page)).toEqual(Array.from({ length: 10 }, () => [86, 54]));
    const before = await page.getByRole('article').allInnerTexts();
    await page.getByRole('link', { name: 'Next cards' }).click();
    await page.waitForURL(/after=/);
    const after = await page.getByRole('article').allInnerTexts();
    expect(before.filter((card) => after.includes(card))).toEqual([]);
  });

  test('those who are ticked get their cards on one sheet', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/customers');
    for (const name of ['Agnes Ashworth', 'Ayu Clarke']) await page.getByRole('checkbox', { name }).check();
    await page.getByText('More actions').click();
    await page.getByRole('button', { name: 'Print cards' }).click();
    await page.waitForURL(/\/cards/);
    expect(await page.getByRole('article').count()).toBe(2);
    expect(await printed(page)).toEqual([[210, 297]]);
  });

  test('a hostile name is a name: it runs nothing, turns nothing round, and does not widen the page or the card', async () => {
    const shop = await openShop();
    rename(shop, '17850', hostileName);
    const page = await shop.as('cashier', '/customers/17850');
    const own = await shop.stranger(await linkOn(page, shop), { width: 360 });
    await assertSeen(own.getByText('<script>').first());
    expect([await own.title(), await overflowOf(own)]).toEqual(['Your points · Gift Shop', 0]);
    await own.getByRole('link', { name: 'Your card' }).click();
    await assertSeen(own.getByText('<script>').first());
    expect([await own.title(), await overflowOf(own)]).toEqual(['Your card · Gift Shop', 0]);
    const card = await own.getByRole('article').boundingBox();
    const number = await own.getByRole('article').getByText('17850', { exact: true }).boundingBox();
    expect((number?.y ?? 0) + (number?.height ?? 0)).toBeLessThanOrEqual((card?.y ?? 0) + (card?.height ?? 0));
    expect(await printed(own)).toEqual([[86, 54]]);
  });
});
