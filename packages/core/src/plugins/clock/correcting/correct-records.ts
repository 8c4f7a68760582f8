import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { InvoiceId, InvoiceRecord, MemberId, Overloaded, Payment, Refund, StoreError } from '../../../index.ts';
import {
  accounts,
  type AnyRecordKind,
  invoices,
  payments,
  refunds,
  type RefusedReaction,
  type Task,
} from '../../../plugin.ts';
import { othersFirst } from '../../../till.ts';
import { rulesOfVersion } from '../../../sales/invoice/open-invoice.ts';
import type { ClockHost } from '../clock-host.ts';
import { differ, rightPayment, putRightDates, rightRefund } from './right-dates.ts';
import { findPaidSale } from '../paid-sale.ts';
import type { RightTime } from '../right-time.ts';

const recordsAtATime = 200;

type Correcting = Task<void, RefusedReaction>;

/**
 * Puts right what records say of a time that was ahead, and answers how many did. A sale counts once, with its payments
 * and refunds.
 */
export async function correctRecords(
  host: ClockHost,
  time: RightTime,
): Promise<Result<number, Overloaded | RefusedReaction | StoreError>> {
  let changed = 0;
  const sales = new Set<InvoiceId>();
  for (const kind of host.kinds.values()) {
    const tasksOf = howToCorrect(kind, time, sales);
    if (tasksOf === null) continue;
    for (let after: string | null | undefined = null; after !== undefined;) {
      const page: Result<unknown[], StoreError> = await host.reads.page(kind, after, recordsAtATime);
      if (page.isErr()) return err(page.error);
      const tasks = page.value.flatMap(tasksOf);
      const done = await ResultAsync.combine(tasks.map((task) => host.engine.run(task)));
      if (done.isErr()) return err(done.error);
      changed += tasks.length;
      const last = page.value.at(-1);
      after = last === undefined || page.value.length < recordsAtATime ? undefined : kind.key(last);
      await othersFirst();
    }
  }
  return ok(changed);
}

/** What puts a record right: no task where it is right. Null where records of the kind have no dates that count. */
function howToCorrect(
  kind: AnyRecordKind,
  time: RightTime,
  sales: Set<InvoiceId>,
): ((record: unknown) => Correcting[]) | null {
  const ofSale = (record: Pick<InvoiceRecord, 'invoiceId'>, isWrong: boolean) => {
    if (!isWrong || sales.has(record.invoiceId)) return [];
    sales.add(record.invoiceId);
    return [saleTask(record.invoiceId, time)];
  };
  if (kind.kind === invoices.kind)
    return (record) => ofSale(record as InvoiceRecord, isWrongSale(record as InvoiceRecord, time));
  if (kind.kind === payments.kind)
    return (record) => ofSale(record as Payment, differ(record, rightPayment(record as Payment, time)));
  if (kind.kind === refunds.kind)
    return (record) => ofSale(record as Refund, differ(record, rightRefund(record as Refund, time)));
  const { datedBack } = kind;
  if (datedBack === undefined) return null;
  return (record) => (differ(record, datedBack(record, time.right)) ? [taskOf(kind, record, time)] : []);
}

function isWrongSale({ coveredAt }: InvoiceRecord, { until }: RightTime): boolean {
  return coveredAt !== null && coveredAt > until;
}

function saleTask(invoiceId: InvoiceId, time: RightTime): Correcting {
  return {
    reads: [invoices.at(invoiceId)],
    decide(book) {
      const sale = findPaidSale(book, invoiceId);
      if (sale !== null) putRightDates(book, sale, rulesOfVersion(book, sale.record.programVersion), time);
      return ok();
    },
  };
}

/** A record of a member is covered by the lock of the member's account. */
function taskOf(kind: AnyRecordKind, record: unknown, time: RightTime): Correcting {
  const owner = kind.owner?.(record) as MemberId | null | undefined;
  const key = kind.key(record);
  return {
    reads: [...(owner == null ? [] : [accounts.at(owner)]), kind.at(key)],
    decide(book) {
      const found: unknown = book.get(kind, key);
      const after: unknown = found === null ? null : kind.datedBack?.(found, time.right);
      if (found !== null && differ(found, after)) book.put(kind, after);
      return ok();
    },
  };
}
