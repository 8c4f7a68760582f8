import { createPointbook, type MemberId } from '@pointbook/core';
import { memoryStore } from '@pointbook/memory';
import { expect, test } from 'vitest';
import { base, warung } from '../../support/shops/warung.ts';
import { valueOf } from '../../support/value-of.ts';

test('an entry names the rules that decided it: those that its sale keeps, and else those in use', async () => {
  const store = memoryStore();
  const first = createPointbook({ program: warung(), store });
  await first.enrolMember({ memberId: 'C-17' });
  const sale = { invoiceId: 'INV-1', memberId: 'C-17', currency: 'IDR' };
  await first.saveInvoice({ ...sale, total: 100_000 });

  const generous = warung({ earn: { rules: [{ ...base, earn: { per: 'amount', points: 5, of: 1000 } }] } });
  const second = createPointbook({ program: generous, store });
  await second.saveInvoice({ ...sale, total: 120_000 });
  await second.refundInvoice({ invoiceId: 'INV-1', refundId: 'R-1', value: 20_000 });
  await second.adjustPoints({ memberId: 'C-17', direction: 'add', points: 7, actor: 'ann', idempotencyKey: 'A-1' });
  await second.voidInvoice({ invoiceId: 'INV-1', refundId: 'V-1' });
  await second.saveInvoice({ ...sale, invoiceId: 'INV-2', total: 10_000 });

  const [kept, inUse] = [first.ports.program.version, second.ports.program.version];
  const entries = valueOf(await second.ports.reads.history('C-17' as MemberId, 0, 10));
  expect(entries.map(({ cause, programVersion }) => [cause, programVersion])).toEqual([
    ['invoice-saved', kept],
    ['invoice-edited', kept],
    ['invoice-refunded', kept],
    ['points-added', inUse],
    ['invoice-refunded', kept],
    ['invoice-saved', inUse],
  ]);
});
