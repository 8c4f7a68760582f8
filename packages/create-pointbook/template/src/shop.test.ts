import assert from 'node:assert/strict';
import { test } from 'node:test';
import { program } from './program.ts';
import { openShop } from './shop.ts';

const { pointbook, handler } = openShop(':memory:', 'the token of the test');

function send(method: string, path: string, body: object, token = 'the token of the test') {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return handler(new Request(`http://shop.example${path}`, { method, headers, body: JSON.stringify(body) }));
}

void test('a sale earns points, once', async () => {
  const sale = { memberId: 'C-17', currency: program.currency, total: 12_500 };
  assert.equal((await send('POST', '/members', { memberId: 'C-17', name: 'Ayu' })).status, 200);
  const first = (await (await send('PUT', '/invoices/INV-1', sale)).json()) as { earned: number; replayed: boolean };
  assert.deepEqual([first.earned, first.replayed], [125, false]);
  const again = (await (await send('PUT', '/invoices/INV-1', sale)).json()) as { earned: number; replayed: boolean };
  assert.deepEqual([again.earned, again.replayed], [125, true]);
  const balance = await pointbook.getBalance({ memberId: 'C-17' });
  assert.equal(balance.isOk() && balance.value.balance, 125);
});

void test('who has no token sells nothing', async () => {
  const sold = await send('PUT', '/invoices/INV-2', { currency: program.currency, total: 100 }, 'another');
  assert.equal(sold.status, 401);
});
