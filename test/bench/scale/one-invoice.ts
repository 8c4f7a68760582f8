import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPointbook, type Pointbook } from '@pointbook/core';
import { sqliteStore } from '@pointbook/sqlite';
import { type BenchCase, comparedCase, type Progress } from '../bench-case.ts';
import { shop } from '../shop.ts';
import { valueOf } from '../value-of.ts';

type Repeat = (ledger: Pointbook, n: number) => Promise<unknown>;

const invoiceId = 'INV-1';
const sale = { invoiceId, memberId: 'C-1', currency: 'IDR' };
/** A command may cost twice what the first one did. */
const goal = 0.5;
const places = [100, 1000, 3000];
/** Each figure is the median of so many calls. */
const calls = 31;

/** What one invoice can have many of. */
const repeats: Readonly<Record<string, Repeat>> = {
  payment: async (ledger, n) =>
    valueOf(await ledger.recordPayment({ invoiceId, paymentId: `P-${n}`, currency: 'IDR', amount: 1000 })),
  edit: async (ledger, n) => valueOf(await ledger.saveInvoice({ ...sale, total: 100_000_000 + n })),
  refund: async (ledger, n) => valueOf(await ledger.refundInvoice({ invoiceId, refundId: `R-${n}`, value: 1000 })),
};

/** One more payment, edit or refund of an invoice that has many, on SQLite, each against the first ones of it. */
export async function measureOneInvoice(progress: Progress): Promise<BenchCase[]> {
  const cases: BenchCase[] = [];
  for (const [name, repeat] of Object.entries(repeats)) {
    progress(`one invoice: ${name}`);
    const folder = mkdtempSync(join(tmpdir(), 'pointbook-'));
    const ledger = createPointbook({ program: shop, store: sqliteStore(join(folder, 'points.db')) });
    valueOf(await ledger.enrolMember({ memberId: 'C-1' }));
    valueOf(await ledger.saveInvoice({ ...sale, total: 100_000_000 }));
    let done = 0;
    const fillTo = async (count: number) => {
      for (; done < count; done++) await repeat(ledger, done + 1);
    };
    const median = async () => {
      const times: number[] = [];
      for (let call = 0; call < calls; call++) {
        const begun = performance.now();
        await fillTo(done + 1);
        times.push(performance.now() - begun);
      }
      return times.sort((a, b) => a - b)[calls >> 1] ?? 0;
    };
    // Code and pages are warm before the first figure.
    await fillTo(10);
    const first = await median();
    for (const place of places) {
      await fillTo(place);
      const named = { store: 'sqlite', callers: 1, goal, remark: 'against the first of the same invoice' };
      cases.push(comparedCase({ ...named, name: `${name} ${place} of one invoice` }, 'ms', await median(), first));
    }
    valueOf(await ledger.close());
    rmSync(folder, { recursive: true });
  }
  return cases;
}
