import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { assertSeen, openShop } from '../support/shop.ts';

/** Begins a change in which each pound earns so many points, and looks at what changes. */
async function change(page: Page, url: string, points: string): Promise<void> {
  await page.goto(`${url}/program`);
  await page.getByRole('button', { name: 'Change the program' }).click();
  await page
    .getByRole('group', { name: 'Way to earn 1', exact: true })
    .getByLabel('Points', { exact: true })
    .fill(points);
  await page.getByRole('button', { name: 'See what changes' }).first().click();
  await assertSeen(page.getByText(`${points} points for each full £1.00`));
}

/** What the form of a page brings. */
const formOf = async (page: Page) =>
  page.evaluate<Record<string, string>>(
    "Object.fromEntries([...document.querySelectorAll('main form input')].map(({ name, value }) => [name, value]))",
  );
const publish = (page: Page) => page.getByRole('button', { name: 'Publish' });
const versions = (page: Page) => page.getByRole('link', { name: /^Version/ });

describe('Set the program up, where things go wrong', () => {
  test('a double click publishes once, and the same form sent again finds what it has published', async () => {
    const shop = await openShop();
    const page = await shop.as('owner', '/program');
    await change(page, shop.url, '2');
    const form = await formOf(page);
    const action = `${page.url().replace(/changes$/, '')}publication`;
    await publish(page).dblclick();
    await assertSeen(page.getByText('Version 2 is published.'));
    expect(await versions(page).count()).toBe(2);
    await page.request.post(action, { form, headers: { origin: shop.url } });
    await page.goto(`${shop.url}/program`);
    expect(await versions(page).count()).toBe(2);
  });

  test('a form that has published one change publishes no other one, and says so', async () => {
    const shop = await openShop();
    const page = await shop.as('owner', '/program');
    await change(page, shop.url, '2');
    const { key } = await formOf(page);
    await publish(page).click();
    await assertSeen(page.getByText('Version 2 is published.'));
    await change(page, shop.url, '3');
    const form = { ...(await formOf(page)), key: key ?? '' };
    const action = `${page.url().replace(/changes$/, '')}publication`;
    const answer = await page.request.post(action, { form, headers: { origin: shop.url } });
    expect([answer.status(), await answer.text()]).toEqual([
      422,
      expect.stringContaining('This form has published other rules before.'),
    ]);
    await publish(page).click();
    await assertSeen(page.getByText('Version 3 is published.'));
  });

  test('of two tabs the later one is told that somebody published meanwhile, and overwrites nothing', async () => {
    const shop = await openShop();
    const [first, second] = [await shop.as('owner', '/program'), await shop.as('owner', '/program')];
    await change(first, shop.url, '2');
    await change(second, shop.url, '3');
    await publish(first).click();
    await assertSeen(first.getByText('Version 2 is published.'));

    await publish(second).click();
    await assertSeen(
      second.getByRole('alert').getByText(/Olivia published other rules on .*Nothing of yours is published/),
    );
    await assertSeen(second.getByRole('row').filter({ hasText: '2 points for each full £1.00' }));
    await second.getByRole('button', { name: 'Compare my change with the rules in use' }).click();
    const row = second.getByRole('row').filter({ hasText: '2 points for each full £1.00' });
    await assertSeen(row.filter({ hasText: '3 points for each full £1.00' }));
    await publish(second).click();
    await assertSeen(second.getByText('Version 3 is published.'));
  });

  test('a change that was edited in another tab is not published unseen', async () => {
    const shop = await openShop();
    const page = await shop.as('owner', '/program');
    await change(page, shop.url, '2');
    const other = await page.context().newPage();
    await other.goto(page.url().replace(/\/changes$/, ''));
    await other
      .getByRole('group', { name: 'Way to earn 1', exact: true })
      .getByLabel('Points', { exact: true })
      .fill('900');
    await assertSeen(other.getByText('An invoice of £100.00 earns 90,000 points'));
    await publish(page).click();
    await assertSeen(page.getByRole('alert').getByText('This change was edited since you saw this page.'));
    await assertSeen(page.getByText('900 points for each full £1.00'));
    await other.close();
  });

  test('what a page keeps by itself, and arrives late, does not overwrite what a button has saved', async () => {
    const shop = await openShop();
    const page = await shop.as('owner', '/program');
    await page.getByRole('button', { name: 'Change the program' }).click();
    await assertSeen(page.getByText('An invoice of £100.00 earns 100 points'));
    const [here, form] = [
      page.url(),
      await page.evaluate<Record<string, string>>(
        "Object.fromEntries(new FormData(document.querySelector('main form')))",
      ),
    ];
    const points = page
      .getByRole('group', { name: 'Way to earn 1', exact: true })
      .getByLabel('Points', { exact: true });
    await points.fill('2');
    await page.getByRole('button', { name: 'See what changes' }).first().click();
    await assertSeen(page.getByText('2 points for each full £1.00'));
    await page.request.post(here, { form, headers: { origin: shop.url } });
    await page.goto(here);
    expect(await points.inputValue()).toBe('2');
  });

  test('names with markup, marks of direction and 300 letters harm nothing', async () => {
    const shop = await openShop();
    const page = await shop.as('owner', '/program', { width: 360 });
    await page.getByRole('button', { name: 'Change the program' }).click();
    const name = '<script>alert(1)</script> \u202Edlog';
    await page
      .getByRole('group', { name: 'Way to earn 1', exact: true })
      .getByLabel('Name, for the receipt')
      .fill(name);
    await page.getByRole('group', { name: 'Item 1', exact: true }).getByLabel('Name').fill('m'.repeat(300));
    await page.getByRole('group', { name: 'Item 2', exact: true }).getByLabel('Name').fill('"><b>\u200Fhamper</b>');
    await page.getByRole('button', { name: 'See what changes' }).first().click();
    await assertSeen(page.getByRole('row').filter({ hasText: '<script>alert(1)</script>' }));
    await publish(page).click();
    await assertSeen(page.getByText('Version 2 is published.'));
    await assertSeen(page.getByText('<script>alert(1)</script>'));
    // A field takes 200 letters; the rest was not typed.
    await assertSeen(page.getByText('m'.repeat(200), { exact: true }));
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  test('without a script rows are added, moved and removed, and what an invoice earns is shown by a button', async () => {
    const shop = await openShop();
    const page = await shop.as('owner', '/program');
    await page.route('**/assets/**/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
    await page.goto(`${shop.url}/program`);
    await page.getByRole('button', { name: 'Change the program' }).click();
    await page.getByRole('button', { name: 'Add a multiplier' }).click();
    const multiplier = page.getByRole('group', { name: 'Multiplier 1', exact: true });
    await multiplier.getByLabel('Name, for the receipt').fill('Big day');
    await multiplier.getByLabel('Times').fill('1.5');
    await page.getByRole('button', { name: 'Move “50 points for an order of £500 or more” up' }).click();
    await assertSeen(page.getByText('An invoice of £100.00 earns 150 points'));
    await page.getByRole('button', { name: 'Remove “Big day”' }).click();
    await assertSeen(page.getByText('An invoice of £100.00 earns 100 points'));
    expect(await page.content()).toMatch(/<noscript>\s*<button name="do" value="try">/);
  });

  test('a manager is refused, and what is published or discarded is not there any more', async () => {
    const shop = await openShop();
    const page = await shop.as('manager', '/');
    expect(await page.getByRole('link', { name: 'Program' }).count()).toBe(0);
    const csrf = await page.locator('input[name="csrf"]').first().inputValue();
    for (const what of ['', '/x', '/x/publication', '/x/discard']) {
      const refused = await page.request.post(`${shop.url}/program/drafts${what}`, {
        form: { csrf, key: 'mine' },
        headers: { origin: shop.url },
      });
      expect([refused.status(), await refused.text()]).toEqual([403, expect.stringContaining('Ask the owner')]);
    }
    const owner = await shop.as('owner', '/program/drafts/none/changes');
    await assertSeen(owner.getByRole('heading', { name: 'This change is not there any more' }));
  });
});
