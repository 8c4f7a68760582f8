import { describe, expect, test } from 'vitest';
import {
  adjust,
  approve,
  ayu,
  clockAt,
  hold,
  pay,
  redeem,
  refund,
  sale,
  stageOf,
  type Step,
  valueOf,
} from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';

const tenDays = warung({ expiry: { kind: 'after', period: { unit: 'days', count: 10 } } });

describe('A balance', () => {
  test('is the sum of what is available, pending and held, less the debt', async () => {
    const { ledger } = await stageOf(
      warung({ earn: { pendingDays: 3 } }),
      sale('INV-1', 30_000),
      adjust(50),
      hold('H-1', 20),
    );
    expect(valueOf(await ledger().getBalance({ memberId: ayu }))).toEqual({
      balance: 80,
      available: 30,
      pending: 30,
      held: 20,
      debt: 0,
      ending: [],
    });
  });

  test('is read as if what is due had been posted', async () => {
    const { ledger } = await stageOf(tenDays, sale('INV-1', 30_000), clockAt('2026-03-13T00:00:00+07:00'));
    expect(valueOf(await ledger().getBalance({ memberId: ayu }))).toMatchObject({ balance: 0, available: 0 });
    expect(valueOf(await ledger().getMember({ memberId: ayu })).balance).toMatchObject({ balance: 0 });
    expect(valueOf(await ledger().findMembers({ memberId: ayu }))[0]?.balance).toMatchObject({ balance: 0 });
  });

  test('of an unknown member is an error', async () => {
    const { ledger } = await stageOf(warung());
    const read = await ledger().getBalance({ memberId: 'nobody' });
    expect(read.isErr() && read.error).toMatchObject({ kind: 'unknown-member' });
  });

  describe('as of an instant', () => {
    const story: Step[] = [
      sale('INV-1', 30_000),
      clockAt('2026-03-04T10:00:00+07:00'),
      redeem('RD-1', 10),
      clockAt('2026-03-20T10:00:00+07:00'),
      adjust(7),
    ];
    async function at(moment: string): Promise<number> {
      const { ledger } = await stageOf(tenDays, ...story);
      return valueOf(await ledger().getBalance({ memberId: ayu, at: new Date(moment) })).balance;
    }

    test('counts the entries posted by then', async () => {
      expect(await at('2026-03-02T09:59:59+07:00')).toBe(0);
      expect(await at('2026-03-02T10:00:00+07:00')).toBe(30);
      expect(await at('2026-03-04T10:00:00+07:00')).toBe(20);
      expect(await at('2026-03-20T10:00:00+07:00')).toBe(7);
    });

    test('less what had lapsed by then, though it was posted later', async () => {
      expect(await at('2026-03-12T23:59:59+07:00')).toBe(20);
      expect(await at('2026-03-13T00:00:00+07:00')).toBe(0);
    });
  });
});

describe('An invoice', () => {
  test('tells everything that is known of it', async () => {
    const { ledger } = await stageOf(
      warung({ earn: { trigger: 'on-full-payment', approvePayments: true } }),
      sale('INV-1', 30_000, { lines: [{ sku: 'TEA', net: 30_000 }], revision: 3 }),
      pay('INV-1', 'P-1', 20_000),
      approve('INV-1', 'P-1'),
      pay('INV-1', 'P-2', 10_000),
      refund('INV-1', 'R-1', 5_000),
    );
    expect(valueOf(await ledger().getInvoice({ invoiceId: 'INV-1' }))).toMatchObject({
      invoiceId: 'INV-1',
      memberId: 'ayu',
      revision: 3,
      currency: 'IDR',
      total: 30_000,
      lines: [{ lineId: '1', sku: 'TEA', category: null, quantity: '1', net: 30_000, tax: 0, discount: 0 }],
      payments: [
        { paymentId: 'P-1', amount: 20_000, approvedAt: new Date('2026-03-02T10:00:00+07:00') },
        { paymentId: 'P-2', amount: 10_000, approvedAt: null },
      ],
      refunds: [{ refundId: 'R-1', value: 5_000, did: { value: 5_000, clawedBack: 0 } }],
      earned: 0,
      withheld: 'awaiting-approval',
    });
  });

  test('that was never saved is unknown', async () => {
    const { ledger } = await stageOf(warung());
    const read = await ledger().getInvoice({ invoiceId: 'INV-9' });
    expect(read.isErr() && read.error).toMatchObject({ kind: 'unknown-invoice', invoiceId: 'INV-9' });
  });
});

describe('A sweep', () => {
  test('says what it did, and finds nothing the second time', async () => {
    const { ledger } = await stageOf(
      tenDays,
      sale('INV-1', 30_000),
      adjust(5, { memberId: 'budi' }),
      clockAt('2026-03-13T00:00:00+07:00'),
    );
    expect(valueOf(await ledger().expireDue())).toEqual({ members: 2, entries: 2, left: [], more: false });
    expect(valueOf(await ledger().expireDue())).toEqual({ members: 0, entries: 0, left: [], more: false });
  });

  test('stops at its limit and says that there is more', async () => {
    const { ledger } = await stageOf(
      tenDays,
      sale('INV-1', 30_000),
      adjust(5, { memberId: 'budi' }),
      clockAt('2026-03-13T00:00:00+07:00'),
    );
    expect(valueOf(await ledger().expireDue({ limit: 1 }))).toEqual({ members: 1, entries: 1, left: [], more: true });
  });
});
