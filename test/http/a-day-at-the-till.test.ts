import { expect, test } from 'vitest';
import { shop } from './shop.ts';

test('a day at the till goes over HTTP', async () => {
  const { send } = shop();
  const enrolled = await send('PUT /members/C-17', { body: { name: 'Ayu', phone: '+628123456789' } });
  expect(enrolled).toMatchObject({ status: 200, json: { memberId: 'C-17', version: 1 } });
  const saved = await send('PUT /invoices/INV-1', {
    body: { memberId: 'C-17', currency: 'IDR', total: 125_000, soldAt: '2026-03-02T04:00:00Z' },
  });
  expect(saved).toMatchObject({ status: 200, json: { earned: 125 } });
  const balance = await send('GET /members/C-17/balance');
  expect(balance).toMatchObject({ status: 200, json: { available: 125 } });
  expect((await send('GET /reports/status', { as: 'manager' })).json).toHaveLength(1);
});
