import { ok, err, type Result } from 'neverthrow';
import { effect, giveTo } from '../ledger/movement.ts';
import { isSameLot } from '../ledger/lot.ts';
import { inactivityAfter, lotFor } from '../ledger/lot-for.ts';
import { closePosting, post, type PostingDraft, wouldOverflow } from '../ledger/posting.ts';
import type { Program } from '../program/program.ts';
import type { PointsOverflow } from '../values/errors.ts';
import { pointsOverflow } from '../values/failures.ts';
import { isWhole, sumOf } from '../values/points.ts';
import type { Buyer } from './buyer.ts';
import { netOf } from './entitlement.ts';
import type { InvoiceRecord } from './invoice-record.ts';
import { takeOwn } from './plan-clawback.ts';
import { withLot, withoutPoints } from './posted-lots.ts';

/** A sale whose date was corrected. */
interface Corrected {
  readonly record: InvoiceRecord;
  readonly rules: Program;
  readonly buyer: Buyer;
  readonly labels: Omit<PostingDraft, 'kind' | 'effect'>;
}

/** What came of it. */
export interface Redated {
  readonly record: InvoiceRecord;
  readonly buyer: Buyer;
  /** Points that had lapsed and came back. */
  readonly change: number;
}

/**
 * A corrected date moves the points to the end and the pending period that they would have had: what is still there, and
 * what lapsed unspent. What was spent stays spent.
 */
export function redatePoints({ record, rules, buyer, labels }: Corrected): Result<Redated, PointsOverflow> {
  const key = lotFor(rules, record.sale.soldAt);
  const { posted } = record;
  // Points that end by inactivity have the same lot, but may have lapsed by a deadline that was counted from the wrong date.
  const isSame = posted.lots.every((lot) => isSameLot(lot, key));
  if (rules.earn.trigger !== 'on-invoice-saved' || (isSame && key.expiresAt !== 'inactivity')) {
    return ok({ record, buyer, change: 0 });
  }
  const { account, now } = buyer.posting;
  const net = netOf(record);
  const { taken: there, lapsed, memories, unknown } = takeOwn(account, net, record, rules.refund.windowDays, now);
  const taken = isSame ? [] : there;
  const points = lapsed + sumOf(taken, (lot) => lot.points);
  const earned = posted.earned + points;
  if (wouldOverflow(buyer.posting, lapsed) || !isWhole(earned)) return err(pointsOverflow());
  // What may have lapsed long ago, and is not found any more, keeps the end that it had.
  const old = withoutPoints(posted.lots, net - unknown);
  const lots = isSame && lapsed === 0 ? posted.lots : withLot(old, { ...key, points: net - unknown }, buyer.posting);
  const moved = { ...record, posted: { ...posted, earned, clawedBack: posted.clawedBack + points, lots } };
  const active = net > 0 ? inactivityAfter(account, rules, record.sale.soldAt, now) : {};
  if (points === 0 && active.inactivity === undefined) return ok({ record: moved, buyer, change: 0 });
  const back = effect({ taken, lapsed: memories.map((memory) => ({ ...memory, points: -memory.points })) });
  const without = points === 0 ? buyer.posting : post(buyer.posting, { ...labels, kind: 'reversal', effect: back });
  const given = { ...giveTo(without.account, points === 0 ? [] : [{ ...key, points }], now), ...active };
  // What has ended by the right date ends before anything else is settled.
  const posting = closePosting(post(without, { ...labels, kind: 'earn', effect: given }));
  return ok({ record: moved, buyer: { ...buyer, posting }, change: lapsed });
}
