import { createPointbook } from '@pointbook/core';
import { memoryStore } from '@pointbook/memory';
import { describe, expect, test } from 'vitest';
import { warung } from '../../support/shops/warung.ts';
import { valueOf } from '../../support/value-of.ts';

describe('A shop that passes on what it may not know', () => {
  /** A customer of the till, of whom most is not known. */
  const customer: { readonly id: string; readonly tier?: string; readonly email?: string } = { id: 'C-17' };

  test('has left out what is undefined: the same command without it is a repetition', async () => {
    const pointbook = createPointbook({
      program: warung(),
      store: memoryStore(),
      clock: undefined,
      plugins: undefined,
    });
    const { id: memberId, tier, email } = customer;
    const enrolled = await pointbook.enrolMember({ memberId, tier, email, actor: undefined });
    expect(valueOf(enrolled)).toMatchObject({ version: 1, replayed: false });
    expect(valueOf(await pointbook.enrolMember({ memberId }))).toMatchObject({ replayed: true });
    const sale = { invoiceId: 'INV-1', memberId, currency: 'IDR', total: 10_000 };
    const saved = await pointbook.saveInvoice({ ...sale, soldAt: undefined, lines: undefined, revision: undefined });
    expect(valueOf(saved)).toMatchObject({ earned: 10, replayed: false });
    expect(valueOf(await pointbook.saveInvoice(sale))).toMatchObject({ earned: 10, replayed: true });
  });

  test('has the default of what a program leaves undefined', () => {
    const program = warung();
    const ledger = createPointbook({
      program: { ...program, version: undefined, expiry: undefined, refund: { clawback: undefined } },
      store: memoryStore(),
    });
    expect(ledger.ports.program).toEqual(createPointbook({ program, store: memoryStore() }).ports.program);
  });
});
