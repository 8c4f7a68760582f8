import type { InvoiceRecord, StoredDone } from './invoice-record.ts';

/** What each command did that an invoice keeps; refunds explain nothing. */
export function doneOn({ saves, payments, moves, reinstatements = [] }: InvoiceRecord): readonly StoredDone[] {
  const all = [...saves, ...payments, ...moves, ...reinstatements].map(({ did }) => did);
  for (const { approval, reversal } of payments) {
    if (approval?.mark) all.push(approval.mark.did);
    if (reversal) all.push(reversal.did);
  }
  return all;
}
