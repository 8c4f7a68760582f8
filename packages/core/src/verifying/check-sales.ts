import { err, ok, type Result } from 'neverthrow';
import type { Finding } from '../kernel/check.ts';
import { othersFirst } from '../kernel/engine/next-turn.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { Entry } from '../ledger/entry.ts';
import type { InvoiceRecord } from '../sales/invoice/invoice-record.ts';
import { invoices } from '../sales/invoice/invoices.ts';
import { nothingToLoad } from '../store/load-request.ts';
import { canonicalJson } from '../values/fingerprint.ts';
import type { InvoiceId } from '../values/ids.ts';
import type { MemberFold } from './fold-members.ts';
import type { CheckingHost } from './checking-host.ts';
import { pagesOf } from './pages.ts';
import { saleProblem, type SaleSum } from './sale-sums.ts';
import { soundRows, unlessDamaged } from './sound-rows.ts';

const salesAtATime = 200;
const entriesAtATime = 1000;

/** What sales say that they posted for a member must be what the member's entries say. */
export async function checkSales(
  host: CheckingHost,
  fold: MemberFold,
  report: (finding: Finding) => void,
): Promise<Result<void, StoreError>> {
  const { memberId } = fold.account;
  const sales = [...fold.sales.bySale];
  for (let from = 0; from < sales.length; from += salesAtATime) {
    const some = sales.slice(from, from + salesAtATime);
    const found = await loadSales(
      host,
      some.map(([invoiceId]) => invoiceId),
    );
    if (found.isErr()) return err(found.error);
    for (const [invoiceId, sum] of some) {
      const record = found.value.get(invoiceId);
      if (record === 'damaged' || saleProblem(record ?? null, memberId, sum) === null) continue;
      const problem = await problemNow(host, fold, invoiceId);
      if (problem.isErr()) return err(problem.error);
      if (problem.value !== null) report({ memberId, sequence: sum.sequence, problem: problem.value });
    }
    await othersFirst();
  }
  return ok();
}

/** What is damaged is told with all other records. */
async function loadSales(
  { store, reads, program }: CheckingHost,
  keys: readonly InvoiceId[],
): Promise<Result<ReadonlyMap<InvoiceId, InvoiceRecord | 'damaged'>, StoreError>> {
  const records = keys.map((key) => ({ kind: invoices.kind, key }));
  const loaded = await store.rows.load(program.programId, { ...nothingToLoad, records });
  if (loaded.isErr()) return err(loaded.error);
  const found = new Map<InvoiceId, InvoiceRecord | 'damaged'>();
  const present = loaded.value.records.filter(({ body }) => body !== null);
  const sound = soundRows(
    present,
    (row) => reads.sound.record(invoices, row) as InvoiceRecord,
    ({ key }) => found.set(key as InvoiceId, 'damaged'),
  );
  for (const record of sound) found.set(record.invoiceId, record);
  return ok(found);
}

/** Somebody may have written since the entries were read: the sale and the entries of one moment are compared. */
async function problemNow(
  { reads }: CheckingHost,
  { account: { memberId, sequence }, sales }: MemberFold,
  invoiceId: InvoiceId,
): Promise<Result<string | null, StoreError>> {
  let read = sequence;
  let before: InvoiceRecord | null | undefined;
  for (;;) {
    const record = unlessDamaged(await reads.get(invoices, invoiceId));
    if (record.isErr()) return err(record.error);
    if (record.value === 'damaged') return ok(null);
    if (before !== undefined && canonicalJson(before) === canonicalJson(record.value))
      return ok(saleProblem(record.value, memberId, sales.bySale.get(invoiceId) as SaleSum));
    before = record.value;
    const pages = pagesOf<Entry>(entriesAtATime, () => reads.history(memberId, read, entriesAtATime));
    for await (const page of pages) {
      const entries = unlessDamaged(page);
      if (entries.isErr()) return err(entries.error);
      if (entries.value === 'damaged') return ok(null);
      for (const entry of entries.value) sales.add(entry);
      read = entries.value.at(-1)?.sequence ?? read;
    }
  }
}
