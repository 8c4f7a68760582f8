import { err, ok, type Result } from 'neverthrow';
import { inactivityAfter } from '../../../ledger/inactivity.ts';
import { lotFor } from '../../../ledger/lot-for.ts';
import { splitLots } from '../../../ledger/movement.ts';
import { wouldOverflow } from '../../../ledger/posting.ts';
import type { PointsOverflow } from '../../../values/errors.ts';
import { pointsOverflow } from '../../../values/failures.ts';
import { isWhole, pointsIn } from '../../../values/points.ts';
import type { TakenBack } from '../../invoice/taken-part.ts';
import { earnedAtOf } from '../../worth/covering.ts';
import { claimsFor } from '../claw-back/held-points.ts';
import { postGrant } from './post-grant.ts';
import { withTaken } from '../posted/posted-lots.ts';
import { labelsOf, type SaleEvent, modeOf } from '../settlement.ts';
import { settledFurther, type Settling } from '../settling.ts';
import { restore } from '../posted/taken-back.ts';
import { planGrant } from './plan-grant.ts';

/**
 * Lets a sale have so many points more. What it took back comes again first, to where it was found; what it had
 * forgiven its member has already; the rest is new.
 *
 * A sale took back 5 points and forgave 10. Of 20 points that it earns now 10 make good what was forgiven, and 10 are
 * posted: the 5 to where they were found, and 5 new ones.
 */
export function grant(event: SaleEvent, before: Settling, points: number): Result<Settling, PointsOverflow> {
  const { rules, command } = event;
  const { record, buyer } = before;
  const { posted } = record;
  const { account, now } = buyer.posting;
  const { restored, madeGood, rest } = restore(posted.takenBack ?? [], points);
  const given = points - madeGood;
  const earned = posted.earned + given;
  if (wouldOverflow(buyer.posting, given) || !isWhole(earned)) return err(pointsOverflow());
  const earnedAt = earnedAtOf({ ...event, record }, now);
  const active = inactivityAfter(account, rules, earnedAt, now, record.invoiceId);
  const parts = [...restored, ...newParts(event, points - pointsIn(restored))];
  const plan = planGrant(parts, lotFor(rules, earnedAt), posted.lots, buyer.posting, rules, active);
  const claims = claimsFor({ record, rules, buyer }, rest);
  const isActive = plan.live.length + plan.ended.length > 0 || modeOf(event).isActivity;
  const besides = isActive ? { ...active, ...claims } : claims;
  const isSilent = given === 0 && !command && claims.holdClaims === undefined;
  const posting = isSilent ? buyer.posting : postGrant(buyer.posting, labelsOf(event, record), plan, besides);
  const sums = { ...posted, earned, clawedBack: posted.clawedBack - madeGood, lots: plan.lots };
  return ok(settledFurther(before, { posted: withTaken(sums, rest), posting, change: given }));
}

/** Points that the sale did not take back before. What it brings from another member keeps its ends. */
function newParts({ carriedOver }: SaleEvent, points: number): readonly TakenBack[] {
  if (!carriedOver) return [{ points }];
  const brought = splitLots(carriedOver.lots, points).first;
  return [...brought.map((lot) => ({ points: lot.points, of: lot })), { points: points - pointsIn(brought) }];
}
