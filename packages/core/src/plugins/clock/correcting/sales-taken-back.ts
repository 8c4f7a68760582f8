import { err, ok, type Result } from 'neverthrow';
import type { InvoiceId, InvoiceRecord, MemberId, Reads, StoreError } from '../../../index.ts';
import { invoices } from '../../../plugin.ts';
import { othersFirst } from '../../../till.ts';

const salesAtATime = 200;

/** The sales of which something was taken back, by their members: maybe not all, because the clock was wrong. */
export async function salesTakenBack(
  reads: Reads,
): Promise<Result<ReadonlyMap<MemberId, readonly InvoiceId[]>, StoreError>> {
  const found = new Map<MemberId, InvoiceId[]>();
  for (let after: InvoiceId | null = null; ;) {
    const page: Result<readonly InvoiceRecord[], StoreError> = await reads.page(invoices, after, salesAtATime);
    if (page.isErr()) return err(page.error);
    for (const { invoiceId, memberId, posted, moves } of page.value)
      for (const owner of [{ memberId, posted }, ...moves.flatMap(({ previousOwner }) => previousOwner ?? [])])
        if (owner.memberId !== null && owner.posted.takenBack !== undefined)
          found.set(owner.memberId, [...(found.get(owner.memberId) ?? []), invoiceId]);
    if (page.value.length < salesAtATime) return ok(found);
    after = page.value.at(-1)?.invoiceId ?? null;
    await othersFirst();
  }
}
