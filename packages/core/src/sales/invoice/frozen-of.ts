import type { FrozenFor, InvoiceRecord } from './invoice-record.ts';

/** What an invoice keeps of the member whom it leaves; null where it was nobody's. */
export function frozenOf({ memberId, context, posted }: InvoiceRecord): FrozenFor | null {
  return memberId === null ? null : { memberId, context, posted };
}
