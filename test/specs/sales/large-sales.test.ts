import { createPointbook, type ProgramDefinition } from '@pointbook/core';
import { memoryStore } from '@pointbook/memory';
import { fakeClock, recordingStore } from '@pointbook/testing';
import { describe, expect, test } from 'vitest';
import { monday, valueOf } from '../../support/specification/specification.ts';
import { base, warung } from '../../support/shops/warung.ts';

const lines = Array.from({ length: 1000 }, (_, index) => ({ sku: `SKU-${index}`, net: 1_000 }));
const rules = Array.from({ length: 200 }, (_, index) => ({
  ...base,
  ruleId: `rule-${index}`,
  label: `The rule of brand ${index}`,
  only: { skus: [`SKU-${index}`] },
}));

async function desk(program: ProgramDefinition) {
  const { store, dump } = recordingStore(memoryStore());
  const pointbook = createPointbook({ program, store, clock: fakeClock(monday) });
  valueOf(await pointbook.enrolMember({ memberId: 'ayu' }));
  return {
    pointbook,
    /** What the ledger keeps of the sale, in characters of JSON. */
    sizes: async () => {
      const { invoices, replacedSales } = await dump(program.programId as never);
      return { invoice: JSON.stringify(invoices).length, replaced: JSON.stringify(replacedSales).length };
    },
  };
}

describe('A sale of 1,000 lines under 200 rules', () => {
  const sold = { invoiceId: 'INV-1', memberId: 'ayu', currency: 'IDR', total: 1_000_000, lines } as const;

  test('is stored as large as its lines, and not as its lines times the rules; a repetition still explains every point', async () => {
    const { pointbook, sizes } = await desk(warung({ earn: { rules } }));
    const first = valueOf(await pointbook.saveInvoice(sold));
    const { lines: kept } = valueOf(await pointbook.getInvoice({ invoiceId: 'INV-1' }));
    expect((await sizes()).invoice).toBeLessThan(1.1 * JSON.stringify(kept).length);
    const again = valueOf(await pointbook.saveInvoice(sold));
    expect(again).toEqual({ ...first, replayed: true });
    expect(again.explanation.rules).toHaveLength(200);
    expect(again.explanation.rules[7]?.excluded).toHaveLength(999);
  });

  test('does not grow with the lines of its edits: what each edit replaced is a row of its own', async () => {
    const { pointbook, sizes } = await desk(warung({ earn: { rules } }));
    const receipts = [];
    for (let edit = 0; edit < 10; edit++) {
      receipts.push(valueOf(await pointbook.saveInvoice({ ...sold, total: 1_000_000 + edit })));
    }
    const { lines: kept } = valueOf(await pointbook.getInvoice({ invoiceId: 'INV-1' }));
    const { invoice, replaced } = await sizes();
    expect(invoice).toBeLessThan(1.1 * JSON.stringify(kept).length);
    expect(replaced).toBeLessThan(9 * 1.1 * JSON.stringify(kept).length);
    const repeated = valueOf(await pointbook.saveInvoice({ ...sold, total: 1_000_003 }));
    expect(repeated.explanation).toEqual(receipts[3]?.explanation);
  });
});
