import { expect, test } from 'vitest';
import { minute, openDesk, type Desk, wrong } from '../../support/shops/code-desk.ts';
import { ayu, valueOf } from '../../support/specification/specification.ts';

const sale = { invoiceId: 'INV-1', currency: 'IDR', total: 100_000 } as const;

/** What became of the redemption between a request and its repetition. */
const ends: Readonly<Record<string, (desk: Desk, asked: { challengeId: string; code: string }) => Promise<unknown>>> = {
  cancelled: async (desk, { challengeId }) => desk.ledger().codes.cancelRedemption({ challengeId }),
  used: async (desk, { challengeId, code }) => desk.ledger().codes.confirmRedemption({ challengeId, code }),
  void: async (desk) => desk.ledger().updateMember({ memberId: ayu, changes: { phone: null } }),
  lapsed: async (desk) => desk.clock.advance(15 * minute),
  open: async (desk, { challengeId, code }) =>
    desk.ledger().codes.confirmRedemption({ challengeId, code: wrong(code) }),
};

test.each(Object.entries(ends))('A repeated request says how its redemption stands: %s', async (state, end) => {
  const desk = await openDesk();
  const asked = await desk.asked();
  await end(desk, asked);
  const again = valueOf(await desk.request());
  expect(again).toMatchObject({ state, points: 100, sent: null, replayed: true });
});

test('After the void of its sale, a repeated request does not look as if its points were held', async () => {
  const desk = await openDesk();
  valueOf(await desk.ledger().saveInvoice(sale));
  const asked = await desk.asked({ invoiceId: 'INV-1' });
  valueOf(await desk.ledger().voidInvoice({ invoiceId: 'INV-1', refundId: 'VOID' }));
  const again = valueOf(await desk.request({ invoiceId: 'INV-1' }));
  expect(again).toMatchObject({ challengeId: asked.challengeId, state: 'cancelled', replayed: true });
  expect(await desk.available()).toBe(1000);
  // A void that was a mistake brings no hold back.
  valueOf(await desk.ledger().reinstateInvoice({ invoiceId: 'INV-1', reinstatementId: 'BACK' }));
  expect(valueOf(await desk.request({ invoiceId: 'INV-1' }))).toMatchObject({ state: 'cancelled' });
});
