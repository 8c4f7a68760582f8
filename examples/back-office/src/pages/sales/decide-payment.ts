import type { AnyFailure } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
import { allOrNothing } from '../../shop/all-or-nothing.ts';
import { staffOf } from '../../staff/guard.tsx';
import type { Page } from '../../ui/env.ts';
import { toldFailure } from '../../ui/failures.ts';
import { words } from './words.ts';

interface DecidedPayment {
  readonly invoiceId: string;
  readonly paymentId: string;
  /** The id of what is decided. */
  readonly key: string;
  readonly reason?: string;
}

/**
 * Approves a payment, refuses one that waits, or takes back one that bounced. The shop's row, with the reason, and the
 * points are one commit.
 */
export function decidePayment(
  c: Page,
  { database, ledger, payments }: Office,
  { invoiceId, paymentId, key, reason = '' }: DecidedPayment,
  how: 'approve' | 'refuse' | 'bounced',
): { readonly told: string } | { readonly problem: string } {
  const t = words(c);
  const { number, change } = c.var.formats;
  const actor = staffOf(c).staffId;
  const decision = { decidedBy: actor, reason: reason === '' ? null : reason };
  const pointbook = ledger.pointbook.within(database);
  if (how === 'approve') {
    const approved = allOrNothing(database, () => {
      payments.decide(invoiceId, paymentId, { state: 'approved', ...decision });
      return pointbook.approvePayment({ invoiceId, paymentId, actor });
    });
    if (approved.isErr()) return { problem: problemOf(approved.error) };
    const { earned } = approved.value;
    return { told: earned > 0 ? t.approvedEarned(number(earned)) : t.approved };
  }
  // Who refuses has seen it wait. What was approved meanwhile is not taken back so.
  if (how === 'refuse' && payments.decisions(invoiceId).get(paymentId)?.state === 'approved')
    return { problem: t.decidedAlready };
  const reversed = allOrNothing(database, () => {
    payments.decide(invoiceId, paymentId, { state: 'refused', ...decision });
    return pointbook.reversePayment({ invoiceId, paymentId, reversalId: key, actor });
  });
  if (reversed.isErr()) return { problem: problemOf(reversed.error) };
  return { told: how === 'refuse' ? t.refused : t.bouncedDone(change(reversed.value.earned)) };

  function problemOf(failure: AnyFailure): string {
    const isDecided = failure.kind === 'payment-reversed' || failure.kind === 'idempotency-key-reused';
    return isDecided ? t.decidedAlready : toldFailure(c, failure);
  }
}
