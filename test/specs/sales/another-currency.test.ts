import { expect, test } from 'vitest';
import { adjust, capture, hold, publish, redeem, stageOf, valueOf } from '../../support/specification/specification.ts';
import { euroShop, sold } from '../../support/shops/euro-shop.ts';

const inYen = { ...euroShop(), currency: 'JPY' };

test.each([
  ['for a sale that was saved in euros', redeem('RD-1', 10, { invoiceId: 'INV-1' })],
  ['for a sale that the till is about to save', redeem('RD-1', 10, { saleTotal: 1000 })],
  ['for no sale', redeem('RD-1', 10)],
  ['out of a hold that was priced in euros', capture('HD-1', { invoiceId: 'INV-1' })],
])('No points are spent at a rate in another currency under the same id: %s', async (_, step) => {
  const stage = await stageOf(euroShop(), adjust(50), sold(10_000), hold('HD-1', 10), publish(inYen));
  expect(await step(stage)).toMatchObject({ error: { kind: 'store-other-program' } });
  stage.publish(euroShop());
  expect(valueOf(await stage.ledger().getBalance({ memberId: 'ayu' }))).toMatchObject({ available: 140, held: 10 });
});
