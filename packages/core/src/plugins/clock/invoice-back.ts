import type { Instant, InvoiceRecord, Program } from '../../index.ts';
import { hasEnded, lotEndOf, lotFor } from '../../plugin.ts';
import type { RightTime } from './right-time.ts';

type PostedLot = InvoiceRecord['posted']['lots'][number];
type LotEnd = PostedLot['expiresAt'];

/**
 * A sale with the dates of its payments, refunds and points put right, and the lots of its points as they are then. When it was
 * sold stays: rules went by that, and a save with a revision corrects it.
 */
export function invoiceBack(record: InvoiceRecord, rules: Program, { now, right }: RightTime): InvoiceRecord {
  const { payments, refunds, redemptions, coveredAt, posted } = record;
  const wrongEnds = new Set(
    datesOf(record)
      .filter((at) => right(at) !== at)
      .map((at) => lotEndOf(rules, at)),
  );
  const lots = posted.lots.map((lot) => ({
    ...lot,
    ...(wrongEnds.has(lot.expiresAt) && right(lot.postedAt) !== lot.postedAt ? lotFor(rules, now) : {}),
    postedAt: right(lot.postedAt),
  }));
  return {
    ...record,
    payments: payments.map((payment) => ({
      ...payment,
      paidAt: right(payment.paidAt),
      approval: payment.approval && { ...payment.approval, approvedAt: right(payment.approval.approvedAt) },
    })),
    refunds: refunds.map((refund) => ({ ...refund, refundedAt: right(refund.refundedAt) })),
    redemptions: redemptions.map((each) => ({
      ...each,
      redeemedAt: right(each.redeemedAt),
      taken: each.taken.map((lot) => ({ ...lot, expiresAt: rightEnd(lot.expiresAt, rules, now) })),
    })),
    coveredAt: coveredAt && right(coveredAt),
    posted: { ...posted, lots: lots.map((lot) => (hasEnded(lot, now) ? lot : withoutOver(lot))) },
  };
}

/** Points that come back end no later than those that are earned now. */
function rightEnd(end: LotEnd, rules: Program, now: Instant): LotEnd {
  const last = lotEndOf(rules, now);
  return typeof end === 'number' && typeof last === 'number' && end > last ? last : end;
}

/** What comes too late is known as that; by the right time it may not be. */
function withoutOver({ over: _over, ...lot }: PostedLot): PostedLot {
  return lot;
}

function datesOf({ sale, payments }: InvoiceRecord): Instant[] {
  const paid = payments.flatMap(({ paidAt, approval }) => [paidAt, ...(approval ? [approval.approvedAt] : [])]);
  return [sale.soldAt, ...paid];
}
