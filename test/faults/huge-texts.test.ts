import { createPointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { memoryStore } from '@pointbook/memory';
import { expect, test } from 'vitest';
import { warung } from '../support/shops/warung.ts';
import { errorOf, valueOf } from '../support/value-of.ts';

const huge = 'x'.repeat(10_000_000);

test('texts of ten million letters are refused by their field, and are in no message', async () => {
  const ledger = createPointbook({ program: warung(), store: memoryStore() });
  await ledger.enrolMember({ memberId: 'C-1' });
  const sale = { invoiceId: 'INV-1', memberId: 'C-1', currency: 'IDR', total: 1000 };
  const gift = {
    memberId: 'C-1',
    points: 1,
    direction: 'add',
    actor: 'staff-3',
    reason: 'gift',
    idempotencyKey: 'k',
  } as const;
  const outcomes = {
    invoiceId: await ledger.saveInvoice({ ...sale, invoiceId: huge }),
    'lines[0].sku': await ledger.saveInvoice({ ...sale, lines: [{ net: 1, sku: huge }] }),
    'lines[0].quantity': await ledger.saveInvoice({ ...sale, lines: [{ net: 1, quantity: huge }] }),
    currency: await ledger.saveInvoice({ ...sale, currency: huge }),
    reason: await ledger.adjustPoints({ ...gift, reason: huge }),
    comment: await ledger.adjustPoints({ ...gift, comment: huge }),
    idempotencyKey: await ledger.adjustPoints({ ...gift, idempotencyKey: huge }),
    name: await ledger.enrolMember({ memberId: 'C-2', name: huge }),
    email: await ledger.enrolMember({ memberId: 'C-2', email: `${huge}@example.org` }),
    phone: await ledger.enrolMember({ memberId: 'C-2', phone: `+${huge}` }),
  };
  for (const [field, outcome] of Object.entries(outcomes)) {
    const error = errorOf(outcome);
    expect(error).toMatchObject({ kind: 'invalid-command', field });
    expect(error.message.length).toBeLessThan(300);
  }
  expect(valueOf(await verify(ledger))).toMatchObject({ members: 1, entries: 0, findings: [] });
});
