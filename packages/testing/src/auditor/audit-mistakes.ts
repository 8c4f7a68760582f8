import type { Entry, InvoiceRecord, Payment, Refund } from '@pointbook/core';
import type { Check } from './finding.ts';

/** What a mistake on a sale did, as the sale tells it. */
interface Mistake {
  readonly cause: 'payment-reversed' | 'invoice-reinstated';
  /** What the entry names beside the sale. */
  readonly detail: string;
  readonly did: { readonly sequence: number | null; readonly earned: number };
}

/** 16: payments that bounced and voids that were mistakes did what their entries say, and no entry speaks of others. */
export function auditMistakes(
  { invoiceId, reinstatements = [] }: InvoiceRecord,
  { payments, refunds }: { readonly payments: readonly Payment[]; readonly refunds: readonly Refund[] },
  entries: readonly Entry[],
  check: Check,
): void {
  const own = entries.filter(({ reference }) => reference?.type === 'invoice' && reference.id === invoiceId);
  const mistakes: readonly Mistake[] = [
    ...payments.flatMap(({ paymentId, reversal }): Mistake[] =>
      reversal ? [{ cause: 'payment-reversed', detail: paymentId, did: reversal.did }] : [],
    ),
    ...reinstatements.map(({ reinstatementId, did }): Mistake => ({
      cause: 'invoice-reinstated',
      detail: reinstatementId,
      did,
    })),
  ];
  for (const { cause, detail, did } of mistakes) {
    const of = own.filter((entry) => entry.cause === cause && entry.reference?.detail === detail);
    check(did.sequence === (of.at(-1)?.sequence ?? null), 16, `${cause} ${detail} has other entries than it says`);
    const isAgreed = of.every(({ delta }) => Math.sign(delta) * Math.sign(did.earned) >= 0);
    check(isAgreed, 16, `${cause} ${detail} moved points the other way than it says`);
    check(of.length > 0 || did.earned <= 0, 16, `${cause} ${detail} gave points without an entry`);
  }
  const known = new Set(mistakes.map(({ cause, detail }) => `${cause} ${detail}`));
  for (const { cause, reference } of own) {
    const isOfMistake = cause === 'payment-reversed' || cause === 'invoice-reinstated';
    check(
      !isOfMistake || known.has(`${cause} ${reference?.detail}`),
      16,
      `an entry speaks of a ${cause} that is not there`,
    );
  }
  const voids = refunds.filter(({ reinstated }) => reinstated !== undefined);
  check(
    voids.every(({ all }) => all === true),
    16,
    'what was reinstated was no void',
  );
  const numbers = new Set(voids.map(({ reinstated }) => reinstated));
  const isComplete = reinstatements.every((_, index) => numbers.has(index + 1));
  check(isComplete && numbers.size === reinstatements.length, 16, 'a reinstatement took no void back');
}
