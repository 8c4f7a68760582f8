import type { Entry, InvoiceRecord, Payment } from '@pointbook/core';
import type { Check } from './finding.ts';

/** What a mistake on a sale did, as the sale tells it. */
interface Told {
  readonly cause: 'payment-reversed' | 'invoice-reinstated';
  /** What the entry names beside the sale. */
  readonly detail: string;
  readonly did: { readonly sequence: number | null; readonly earned: number };
}

/** 16: payments that bounced and voids that were mistakes did what their entries say, and no entry speaks of others. */
export function auditMistakes(
  { invoiceId, refunds, reinstatements = [] }: InvoiceRecord,
  payments: readonly Payment[],
  entries: readonly Entry[],
  check: Check,
): void {
  const own = entries.filter(({ reference }) => reference?.type === 'invoice' && reference.id === invoiceId);
  const told: readonly Told[] = [
    ...payments.flatMap(({ paymentId, reversal }): Told[] =>
      reversal ? [{ cause: 'payment-reversed', detail: paymentId, did: reversal.did }] : [],
    ),
    ...reinstatements.map(({ reinstatementId, did }): Told => ({
      cause: 'invoice-reinstated',
      detail: reinstatementId,
      did,
    })),
  ];
  for (const { cause, detail, did } of told) {
    const of = own.filter((entry) => entry.cause === cause && entry.reference?.detail === detail);
    check(did.sequence === (of.at(-1)?.sequence ?? null), 16, `${cause} ${detail} has other entries than it says`);
    const isAgreed = of.every(({ delta }) => Math.sign(delta) * Math.sign(did.earned) >= 0);
    check(isAgreed, 16, `${cause} ${detail} moved points the other way than it says`);
    check(of.length > 0 || did.earned <= 0, 16, `${cause} ${detail} gave points without an entry`);
  }
  const known = new Set(told.map(({ cause, detail }) => `${cause} ${detail}`));
  for (const { cause, reference } of own) {
    const isOfMistake = cause === 'payment-reversed' || cause === 'invoice-reinstated';
    check(
      !isOfMistake || known.has(`${cause} ${reference?.detail}`),
      16,
      `an entry speaks of a ${cause} that is not there`,
    );
  }
  const voids = reinstatements.flatMap((each) => each.voids);
  check(
    voids.every(({ all }) => all === true),
    16,
    'what was reinstated was no void',
  );
  const standing = new Set(refunds.map(({ refundId }) => refundId));
  check(!voids.some(({ refundId }) => standing.has(refundId)), 16, 'a void that was taken back still counts');
}
