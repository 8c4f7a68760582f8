import { createPointbook, definePart, parseProgram, type Part, type Program } from '@pointbook/core';
import { invoices } from '@pointbook/core/plugin';
import { memoryStore } from '@pointbook/memory';
import { sqliteStore } from '@pointbook/sqlite';
import { fakeClock } from '@pointbook/testing';
import { describe, expect, test } from 'vitest';
import { monday, valueOf } from '../../support/specification/specification.ts';
import { base, warung } from '../../support/shops/warung.ts';
import Database from 'better-sqlite3';

const exceptTiers = definePart({
  type: 'condition',
  kind: 'exceptTiers',
  version: 1,
  value: (input) =>
    Array.isArray(input) ? { value: input as readonly string[] } : { issues: [{ message: 'must be a list of tiers' }] },
  reads: ['tier'],
  unmet: 'excepted-tier',
  isMet: (tiers, { member }) => !tiers.includes(member.tier ?? ''),
});
const refusal = {
  kind: 'store-part-missing',
  written: 'no',
  retryable: false,
  message: expect.stringMatching(/version 1 of the condition "exceptTiers".+\{ parts: \[exceptTiers\] \}/) as string,
};
const rules = warung({ earn: { rules: [base] } });
const staffEarnNothing = warung({ earn: { rules: [{ ...base, when: { exceptTiers: ['staff'] } } as typeof base] } });

const programOf = (definition: unknown, parts: readonly Part[]): Program =>
  valueOf(parseProgram(definition, { parts }));
const sale = (total: number) => ({ invoiceId: 'INV-1', memberId: 'ayu', currency: 'IDR', total });

describe('A condition of the host’s own', () => {
  test('decides years later by the facts that it read when the sale was saved', async () => {
    const store = memoryStore();
    const ledger = createPointbook({ program: programOf(staffEarnNothing, [exceptTiers]), store });
    valueOf(await ledger.enrolMember({ memberId: 'ayu', tier: 'staff' }));
    expect(valueOf(await ledger.saveInvoice(sale(50_000)))).toMatchObject({
      earned: 0,
      explanation: { rules: [{ unmet: 'excepted-tier' }] },
    });
    valueOf(await ledger.updateMember({ memberId: 'ayu', changes: { tier: 'gold' } }));
    expect(valueOf(await ledger.saveInvoice(sale(80_000)))).toMatchObject({ revision: 2, earned: 0 });
    valueOf(await ledger.saveInvoice({ ...sale(80_000), invoiceId: 'INV-2' }));
    const kept = valueOf(await ledger.ports.reads.get(invoices, 'INV-2'));
    expect(kept?.context).toEqual({ tier: 'gold', earnedToday: {} });
    const after = createPointbook({ program: programOf(rules, [exceptTiers]), store });
    const refund = await after.refundInvoice({ invoiceId: 'INV-2', refundId: 'R-1', value: 30_000 });
    expect(valueOf(refund)).toMatchObject({ clawedBack: 30 });
  });

  test.each([
    ['memory', () => memoryStore()],
    ['SQLite', () => sqliteStore(new Database(':memory:'))],
  ])('is named in the error where the ledger is opened again without it: %s', async (_, storeOf) => {
    const store = storeOf();
    const before = createPointbook({ program: programOf(staffEarnNothing, [exceptTiers]), store });
    valueOf(await before.enrolMember({ memberId: 'ayu' }));
    valueOf(await before.saveInvoice(sale(50_000)));

    const without = createPointbook({ program: programOf(rules, []), store });
    const refused = [
      await without.open(),
      await without.getInvoice({ invoiceId: 'INV-1' }),
      await without.saveInvoice(sale(60_000)),
      await without.refundInvoice({ invoiceId: 'INV-1', refundId: 'R-1', value: 1000 }),
      await without.finishUpgrade(),
    ];
    for (const answer of refused) expect(answer.isErr() && answer.error).toMatchObject(refusal);
    expect(valueOf(await without.ports.reads.versions())).toHaveLength(1);

    const withPart = createPointbook({ program: programOf(rules, [exceptTiers]), store });
    valueOf(await withPart.open());
    expect(valueOf(await withPart.getInvoice({ invoiceId: 'INV-1' }))).toMatchObject({ earned: 50 });
    expect(valueOf(await withPart.saveInvoice(sale(60_000)))).toMatchObject({ earned: 10 });
    valueOf(await withPart.close());
  });

  test('is asked for inside the host’s own transaction, too', async () => {
    const database = new Database(':memory:');
    const store = sqliteStore(database);
    const before = createPointbook({ program: programOf(staffEarnNothing, [exceptTiers]), store });
    valueOf(await before.enrolMember({ memberId: 'ayu' }));
    valueOf(await before.saveInvoice(sale(50_000)));

    const within = (parts: readonly Part[]) =>
      createPointbook({ program: programOf(rules, parts), store }).within(database);
    const refund = { invoiceId: 'INV-1', refundId: 'R-1', value: 1000 };
    database.exec('BEGIN');
    const refused = [within([]).saveInvoice({ ...sale(60_000), invoiceId: 'INV-2' }), within([]).refundInvoice(refund)];
    for (const answer of refused) expect(answer.isErr() && answer.error).toMatchObject(refusal);
    expect(valueOf(within([exceptTiers]).refundInvoice(refund))).toMatchObject({ clawedBack: 1 });
    database.exec('COMMIT');
  });

  test('is asked for a minute after another process brought it', async () => {
    const store = memoryStore();
    const clock = fakeClock(monday);
    const without = createPointbook({ program: programOf(rules, []), store, clock });
    valueOf(await without.enrolMember({ memberId: 'ayu' }));
    const brings = createPointbook({ program: programOf(staffEarnNothing, [exceptTiers]), store, clock });
    valueOf(await brings.saveInvoice(sale(50_000)));
    clock.advance(60_000);
    const refused = await without.saveInvoice(sale(60_000));
    expect(refused.isErr() && refused.error).toMatchObject(refusal);
  });
});
