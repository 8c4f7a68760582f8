import { expect, test } from 'vitest';
import { assertSeen, openShop } from '../support/shop.ts';

test('who types a name asks once, when the typing has paused, and not for each letter', async () => {
  const shop = await openShop();
  const page = await shop.as('cashier', '/customers');
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname === '/customers') asked.push(searchParams.get('q') ?? '');
  });
  // The clock stands while the letters come, however slow the machine is.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.getByRole('searchbox').pressSequentially('darmawan');
  expect(asked).toEqual([]);
  await page.clock.runFor(299);
  expect(asked).toEqual([]);
  await page.clock.runFor(1);
  await assertSeen(page.locator('#found').getByRole('link', { name: 'Darmawan' }).first());
  expect(asked).toEqual(['darmawan']);
});
