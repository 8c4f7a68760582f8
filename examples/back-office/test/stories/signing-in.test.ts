import { expect, test } from 'vitest';
import { examplePeople } from '../../src/staff/staff-book.ts';
import { assertSeen, openShop } from '../support/shop.ts';
import { signIn } from '../support/sign-in.ts';

test('a wrong password is told; the right one leads to the page that was asked for, until one signs out', async () => {
  const shop = await openShop();
  const page = await shop.stranger('/sales/new');
  await page.getByLabel('Name', { exact: true }).fill('cashier');
  await page.getByLabel('Password').fill('not it');
  await page.keyboard.press('Enter');
  await assertSeen(page.getByText('The name or the password is not right.'));
  await signIn(page, 'cashier');
  expect(new URL(page.url()).pathname).toBe('/sales/new');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/sign-in/);
  await page.goto(`${shop.url}/sales/new`);
  expect(new URL(page.url()).pathname).toBe('/sign-in');
});

test('signing in leads to no other site, and leaves no earlier session', async () => {
  const shop = await openShop();
  const signInTo = (to: string) =>
    fetch(`${shop.url}/sign-in`, {
      method: 'POST',
      headers: { origin: shop.url },
      body: new URLSearchParams({ staffId: 'owner', password: 'owner-of-the-shop', to }),
      redirect: 'manual',
    });
  const elsewhere = ['//evil.example', '/\\evil.example', '/\t/evil.example', '/\n/evil.example'];
  for (const to of [...elsewhere, 'javascript:alert(1)', 'https://evil.example'])
    expect([to, (await signInTo(to)).headers.get('location')]).toEqual([to, '/']);

  const first = (await signInTo('/sales')).headers.get('set-cookie') ?? '';
  expect(first).toMatch(/HttpOnly.*SameSite=Lax/);
  const [cookie = ''] = first.split(';');
  const sales = () => fetch(`${shop.url}/sales`, { headers: { cookie }, redirect: 'manual' });
  expect((await sales()).status).toBe(200);
  const csrf = /name="csrf" value="([^"]+)"/.exec(await (await sales()).text())?.[1] ?? '';
  const again = await fetch(`${shop.url}/sign-in`, {
    method: 'POST',
    headers: { origin: shop.url, cookie },
    body: new URLSearchParams({ staffId: 'cashier', password: 'cashier-of-the-shop', to: '/', csrf }),
    redirect: 'manual',
  });
  expect(again.status).toBe(303);
  expect(again.headers.get('set-cookie')).not.toContain(cookie);
  expect((await sales()).status).toBe(303);
});

test('of many attempts at once five are tried, and then nobody signs in by that name for a while', async () => {
  const shop = await openShop();
  const attempt = (password: string) =>
    fetch(`${shop.url}/sign-in`, {
      method: 'POST',
      headers: { origin: shop.url },
      body: new URLSearchParams({ staffId: 'owner', password, to: '/' }),
      redirect: 'manual',
    });
  const answers = await Promise.all(Array.from({ length: 12 }, (_, nth) => attempt(`guess ${nth}`)));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    ...Array(5).fill(401),
    ...Array(7).fill(429),
  ]);
  const owner = examplePeople.find(({ staffId }) => staffId === 'owner');
  const late = await attempt(owner?.password ?? '');
  expect(late.status).toBe(429);
  expect(await late.text()).toContain('Try again in 15 min.');
});
