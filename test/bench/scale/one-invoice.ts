import { createPointbook, type Pointbook } from '@pointbook/core';
import { sqliteStore } from '@pointbook/sqlite';
import Database from 'better-sqlite3';
import { type BenchCase, comparedCase, type Progress } from '../bench-case.ts';
import { shop } from '../shop.ts';
import { valueOf } from '../../support/value-of.ts';

type Repeat = (ledger: Pointbook, invoiceId: string, n: number) => Promise<unknown>;

const of = { memberId: 'C-1', currency: 'IDR' } as const;
/** A command may cost twice what it costs on an invoice that has few. */
const goal = 0.5;
const places = [100, 1000, 3000];
/** Each figure is the median of so many calls. */
const calls = 61;

/** What one invoice can have many of. */
const repeats: Readonly<Record<string, Repeat>> = {
  payment: async (ledger, invoiceId, n) =>
    valueOf(await ledger.recordPayment({ invoiceId, paymentId: `P-${n}`, currency: 'IDR', amount: 1000 })),
  edit: async (ledger, invoiceId, n) => valueOf(await ledger.saveInvoice({ ...of, invoiceId, total: 90_000_000 + n })),
  refund: async (ledger, invoiceId, n) =>
    valueOf(await ledger.refundInvoice({ invoiceId, refundId: `R-${n}`, value: 1000 })),
};

/**
 * One more payment, edit or refund of an invoice that has many, in turn with the same of invoices that have few. On
 * SQLite in memory: waiting for a disk would hide what grows.
 */
export async function measureOneInvoice(progress: Progress): Promise<BenchCase[]> {
  const cases: BenchCase[] = [];
  for (const [name, repeat] of Object.entries(repeats)) {
    progress(`one invoice: ${name}`);
    const ledger = createPointbook({ program: shop, store: sqliteStore(new Database(':memory:')) });
    valueOf(await ledger.enrolMember({ memberId: 'C-1' }));
    const sell = async (invoiceId: string) =>
      valueOf(await ledger.saveInvoice({ ...of, invoiceId, total: 90_000_000 }));
    await sell('many');
    let done = 0;
    for (const place of places) {
      for (; done < place; done++) await repeat(ledger, 'many', done + 1);
      const few = `few ${place}`;
      await sell(few);
      for (let n = 1; n <= 3; n++) await repeat(ledger, few, n);
      const many: number[] = [];
      const others: number[] = [];
      for (let call = 0; call < calls; call++) {
        many.push(await timeOf(() => repeat(ledger, 'many', ++done)));
        others.push(await timeOf(() => repeat(ledger, few, call + 4)));
      }
      const named = { store: 'sqlite', callers: 1, goal, remark: 'against the same of an invoice with few' };
      cases.push(
        comparedCase({ ...named, name: `${name} ${place} of one invoice` }, 'ms', median(many), median(others)),
      );
    }
    valueOf(await ledger.close());
  }
  return cases;
}

async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await run();
  return performance.now() - begun;
}

function median(times: number[]): number {
  return times.sort((a, b) => a - b)[times.length >> 1] ?? 0;
}
