import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { InvoiceRecord, MemberId, Overloaded, StoreError } from '../../index.ts';
import {
  accounts,
  type AnyRecordKind,
  invoices,
  othersFirst,
  type RefusedReaction,
  rulesOfVersion,
  type Task,
} from '../../plugin.ts';
import type { ClockHost } from './clock-host.ts';
import type { RightTime } from './right-time.ts';
import { invoiceBack } from './invoice-back.ts';

const recordsAtATime = 200;

/** Puts right what records say of a time that was ahead, and answers how many did. */
export async function correctRecords(
  host: ClockHost,
  time: RightTime,
): Promise<Result<number, Overloaded | RefusedReaction | StoreError>> {
  let changed = 0;
  for (const kind of host.kinds.values()) {
    if (kind.kind !== invoices.kind && kind.datedBack === undefined) continue;
    for (let after: string | null | undefined = null; after !== undefined;) {
      const page: Result<unknown[], StoreError> = await host.reads.page(kind, after, recordsAtATime);
      if (page.isErr()) return err(page.error);
      const wrong = page.value.filter((record) => isWrong(kind, record, time));
      const done = await ResultAsync.combine(wrong.map((record) => host.engine.run(taskOf(kind, record, time))));
      if (done.isErr()) return err(done.error);
      changed += wrong.length;
      const last = page.value.at(-1);
      after = last === undefined || page.value.length < recordsAtATime ? undefined : kind.key(last);
      await othersFirst();
    }
  }
  return ok(changed);
}

function isWrong(kind: AnyRecordKind, record: unknown, { until, right }: RightTime): boolean {
  if (kind.kind !== invoices.kind) return isOther(record, kind.datedBack?.(record, right));
  const { coveredAt, payments, refunds } = record as InvoiceRecord;
  const dates = [
    coveredAt ?? 0,
    ...payments.map(({ paidAt }) => paidAt),
    ...refunds.map(({ refundedAt }) => refundedAt),
  ];
  return dates.some((at) => at > until);
}

/** A record of a member is covered by the lock of the member's account. */
function taskOf(kind: AnyRecordKind, record: unknown, time: RightTime): Task<void, RefusedReaction> {
  const owner = kind.owner?.(record) as MemberId | null | undefined;
  const key = kind.key(record);
  return {
    reads: [...(owner == null ? [] : [accounts.at(owner)]), kind.at(key)],
    decide(book) {
      const found: unknown = book.get(kind, key);
      if (found === null) return ok();
      const sale = found as InvoiceRecord;
      const after: unknown =
        kind.kind === invoices.kind
          ? invoiceBack(sale, rulesOfVersion(book, sale.programVersion), time)
          : kind.datedBack?.(found, time.right);
      if (isOther(found, after)) book.put(kind, after);
      return ok();
    },
  };
}

function isOther(before: unknown, after: unknown): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}
