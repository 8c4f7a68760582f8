import { ok, err, type Result } from 'neverthrow';
import { effect, ripen } from '../../../ledger/movement.ts';
import { isSameLot, negated } from '../../../ledger/lot.ts';
import { comesTooLate, inactivityAfter } from '../../../ledger/inactivity.ts';
import { lotFor } from '../../../ledger/lot-for.ts';
import { closePosting, post, type Posting, wouldOverflow } from '../../../ledger/posting.ts';
import type { PointsOverflow } from '../../../values/errors.ts';
import { pointsOverflow } from '../../../values/failures.ts';
import { isWhole, pointsIn, sumOf } from '../../../values/points.ts';
import { netOf } from '../../worth/entitlement.ts';
import type { TakenBack } from '../../invoice/taken-part.ts';
import { postGrant } from './post-grant.ts';
import { takeOwn } from '../claw-back/plan-clawback.ts';
import { withLot, withoutPoints } from '../posted/posted-lots.ts';
import { labelsOf, type SaleEvent } from '../settlement.ts';
import { settledFurther, type Settling } from '../settling.ts';

/**
 * A corrected date moves the points to the end and the pending period that they would have had: what is still there,
 * and what lapsed unspent. What was spent stays spent.
 *
 * Of 100 points that end on day 31, 60 were spent. Sold 5 days later, the other 40 move to a lot that ends on day 36:
 * the sale earned 140 and had 40 taken back.
 */
export function redate(event: SaleEvent, before: Settling): Result<Settling, PointsOverflow> {
  const { rules } = event;
  const { record, buyer } = before;
  const key = lotFor(rules, record.sale.soldAt);
  const { posted } = record;
  // Points that end by inactivity have the same lot, but may have lapsed by a deadline that was counted from the wrong
  // date.
  const { takenBack = [] } = posted;
  const isSame = [...posted.lots, ...takenBack.flatMap(({ of }) => of ?? [])].every((lot) => isSameLot(lot, key));
  if (rules.earn.trigger !== 'on-invoice-saved' || (isSame && key.expiresAt !== 'inactivity')) {
    return ok(before);
  }
  const { account, now } = buyer.posting;
  const net = netOf(record);
  const own = takeOwn(account, net, record, rules.refund.windowDays, now);
  const { taken: there, memories } = own;
  // What ended as it came is known for good, but comes back no longer than other points that lapsed.
  const tooLate = sumOf(own.parts, ({ found, isUnknown }) => (isUnknown ? pointsIn(found.filter(hadEnded)) : 0));
  const lapsed = own.lapsed - tooLate;
  const unknown = own.unknown + tooLate;
  const taken = isSame ? [] : there;
  const points = lapsed + pointsIn(taken);
  const earned = posted.earned + points;
  if (wouldOverflow(buyer.posting, lapsed) || !isWhole(earned)) return err(pointsOverflow());
  // What has ended by the right date ends at once.
  const active = net > 0 ? inactivityAfter(account, rules, record.sale.soldAt, now, record.invoiceId) : {};
  const isLate = points > 0 && comesTooLate(account, active, key, now);
  const lateness = isLate ? { expiredOnArrival: points } : {};
  // What may have lapsed long ago, and is not found any more, keeps the end that it had.
  const old = withoutPoints(posted.lots, net - unknown);
  const lots =
    isSame && lapsed === 0
      ? posted.lots
      : withLot(old, { ...key, points: net - unknown, ...lateness, postedAt: now }, buyer.posting);
  const dated = takenBack.length === 0 ? {} : { takenBack: takenBack.map(datedAnew) };
  const moved = { ...posted, ...dated, earned, clawedBack: posted.clawedBack + points, lots };
  const after = (posting: Posting) => ok(settledFurther(before, { posted: moved, posting, change: lapsed }));
  if (points === 0 && active.inactivity === undefined) return after(buyer.posting);
  const labels = labelsOf(event, record);
  const back = effect({ taken, lapsed: negated(memories) });
  const without = points === 0 ? buyer.posting : post(buyer.posting, { ...labels, kind: 'reversal', effect: back });
  const redated = points === 0 ? [] : [{ ...key, points }];
  const grant = { live: isLate ? [] : redated, ended: isLate ? ripen(redated, now) : [], lapsed: [] };
  // What ends by inactivity ends before anything else is settled.
  return after(closePosting(postGrant(without, labels, grant, active)));
}

function hadEnded({ from }: TakenBack): boolean {
  return from === 'over';
}

/** By the right date, what was taken back had not ended. What was forgiven stays so. */
function datedAnew(part: TakenBack): TakenBack {
  const { points, from } = part;
  if (from === 'forgiven') return part;
  return from === 'debt' || (typeof from === 'object' && 'lot' in from) ? { points, from } : { points };
}
