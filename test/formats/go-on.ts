import { coreWords, type RecordStore } from '@pointbook/core/store';
import { verify } from '@pointbook/core/verify';
import { fakeClock } from '@pointbook/testing';
import { expect } from 'vitest';
import { day, openShop, type shops, start } from './shops.ts';
import { valueOf } from '../support/value-of.ts';

/** The kinds of records that a held ledger has, beside its accounts, entries and notes. */
const kinds = [
  'basis',
  'challenge',
  'code-budget',
  'invoice',
  'job',
  'job-problem',
  'ledger',
  'payment',
  'profile',
  'profile-save',
  'refund',
  'replaced-sale',
];

/**
 * Opens, checks and uses a held ledger, as a host does that has a newer library; answers the kinds and causes that it
 * has not.
 */
export async function goOn(open: () => RecordStore): Promise<string[]> {
  const causes = new Set<string>();
  const found = new Set<string>();
  for (const name of ['warung', 'toko'] as const) {
    const store = open();
    for (const cause of await useShop(name, store)) causes.add(cause);
    for (const kind of kinds) {
      const [record] = valueOf(await store.rows.records(name as never, kind, null, 1));
      if (record !== undefined) found.add(kind);
    }
    valueOf(await store.close());
  }
  const words = coreWords.slice(coreWords.indexOf('invoice-saved'), coreWords.indexOf('invoice'));
  return [...kinds.filter((kind) => !found.has(kind)), ...words.filter((cause) => !causes.has(cause))];
}

async function useShop(name: keyof typeof shops, store: RecordStore): Promise<string[]> {
  const { ledger, clock } = openShop(name, store, fakeClock(start + 40 * day));
  const verified = valueOf(await verify(ledger));
  expect([verified.findings, verified.entries > 5]).toEqual([[], true]);
  const causes: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = valueOf(await ledger.findEntries(cursor === undefined ? {} : { cursor }));
    causes.push(...page.items.map((entry) => entry.cause));
    cursor = page.next;
  }

  const [old, last] = name === 'warung' ? (['W-3', 'W-4'] as const) : (['T-2', 'T-4'] as const);
  const sale = { memberId: 'C-30', currency: 'IDR', total: name === 'warung' ? 10_000 : 50_000 };
  const again = valueOf(await ledger.saveInvoice({ ...sale, invoiceId: last }));
  expect(again).toMatchObject({ revision: 1, state: 'standing', earned: name === 'warung' ? 10 : 0 });
  valueOf(await ledger.refundInvoice({ invoiceId: old, refundId: 'later', value: 5_000 }));
  valueOf(await ledger.saveInvoice({ ...sale, invoiceId: last, total: 20_000 }));
  valueOf(await ledger.saveInvoice({ ...sale, invoiceId: 'later' }));
  const gift = { actor: 'ann', reason: 'a gift', idempotencyKey: 'later', direction: 'add', points: 9 } as const;
  valueOf(await ledger.adjustPoints({ memberId: 'C-30', ...gift }));
  valueOf(await ledger.redeemPoints({ memberId: 'C-30', redemptionId: 'later', points: 5 }));
  valueOf(await ledger.updateMember({ memberId: 'C-30', changes: { name: 'Citra D' } }));
  clock.advance(40 * day);
  valueOf(await ledger.expireDue());
  expect(valueOf(await verify(ledger)).findings).toEqual([]);
  return causes;
}
