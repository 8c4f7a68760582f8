import type { Posting } from '../../ledger/posting.ts';
import type { Buyer } from '../invoice/buyer.ts';
import type { InvoiceRecord, Posted } from '../invoice/invoice-record.ts';
import { withForgiven } from './forgiven/forgiven-points.ts';
import type { Clawback } from './claw-back/plan-clawback.ts';

/** A sale and its member while they are settled: `grant`, `clawBack` and `redate` each make the next of one. */
export interface Settling {
  readonly record: InvoiceRecord;
  readonly buyer: Buyer;
  /** Points posted so far: earned when positive, taken back when negative. */
  readonly change: number;
  /** What was taken back, and from where; null where nothing was. */
  readonly clawback: Clawback | null;
}

/** A sale and its member before the first transition. */
export function beginSettling(record: InvoiceRecord, buyer: Buyer): Settling {
  return { record, buyer, change: 0, clawback: null };
}

/** The next of a sale and its member. What the sale has forgiven by it, or made good, its member remembers. */
export function settledFurther(
  before: Settling,
  after: { readonly posted: Posted; readonly posting: Posting; readonly change: number },
): Settling {
  const { record, buyer } = before;
  const { posted, posting } = after;
  const forgiven = (posted.forgiven ?? 0) - (record.posted.forgiven ?? 0);
  const of = { id: record.invoiceId };
  const activity = withForgiven(buyer.activity, of, buyer.posting.account.sequence, forgiven);
  return {
    ...before,
    record: { ...record, posted },
    buyer: { ...buyer, posting, activity },
    change: before.change + after.change,
  };
}
