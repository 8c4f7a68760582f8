import { err, ok, type Result } from 'neverthrow';
import type { Account } from '../../../ledger/account.ts';
import { splitLots } from '../../../ledger/movement.ts';
import { post, wouldOverflowDebt } from '../../../ledger/posting.ts';
import type { PointsOverflow } from '../../../values/errors.ts';
import { pointsOverflow } from '../../../values/failures.ts';
import { pointsIn } from '../../../values/points.ts';
import { type ClawbackRefused, clawbackRefused } from '../../invoice/failures.ts';
import type { InvoiceRecord } from '../../invoice/invoice-record.ts';
import { earnsOnPayment } from '../../worth/covering.ts';
import { isVoid } from '../../worth/worth.ts';
import { claimsFor, heldOf } from './held-points.ts';
import { goneIn, planClawback } from './plan-clawback.ts';
import { isForgiven, withoutParts, withTaken } from '../posted/posted-lots.ts';
import { labelsOf, type SaleEvent, modeOf } from '../settlement.ts';
import { settledFurther, type Settling } from '../settling.ts';
import { forgiving } from './short-points.ts';
import { withFound, withTakenBack } from '../posted/taken-back.ts';

/**
 * Takes so many points of a sale back. What is found is taken; what is short becomes debt, or is forgiven or refused,
 * as the program says; and what is short only because it is held, holds owe.
 *
 * Of 100 points, 60 are found and 40 were spent. Where the program allows debt, 60 are taken and 40 become debt; where
 * it takes what is there, 40 are forgiven. A payment with points takes the 60, and the sale keeps 40 until it is
 * settled again.
 */
export function clawBack(
  event: SaleEvent,
  before: Settling,
  points: number,
): Result<Settling, ClawbackRefused | PointsOverflow> {
  const { rules, command } = event;
  const { record, buyer } = before;
  const { posted } = record;
  const { account, now } = buyer.posting;
  const mode = modeOf(event);
  const takesAll = mode.takes === 'all';
  const policy = takesAll ? rules.refund : forgiving(rules.refund);
  const plan = (from: Account) => planClawback(from, points, record, policy, now, madeGoodBy(event, record));
  const clawback = plan(account);
  if (clawback.refused > 0) return err(clawbackRefused(points, points - clawback.refused));
  if (wouldOverflowDebt(buyer.posting, clawback.debt)) return err(pointsOverflow());

  const found = clawback.taken + clawback.lapsed + clawback.debt;
  const held = heldOf(buyer.posting, clawback.forgiven, goneIn(clawback), (free) => goneIn(plan(free)));
  const { first: ofHolds, rest: ofNobody } = splitLots(clawback.parts.filter(isForgiven), pointsIn(held));
  const parts = [
    ...clawback.parts.filter((part) => !isForgiven(part)),
    ...ofHolds.map((part) => ({ ...part, claimedAfter: account.sequence })),
    // What a payment does not find waits for the next refund or edit.
    ...(takesAll ? ofNobody : []),
  ];
  const clawedBack = takesAll ? points : found + pointsIn(held);
  const regained = withFound(posted.takenBack ?? [], clawback.regained);
  const keepsEnds = earnsOnPayment(rules) && (mode.keepsEnds === true || isVoid(record));
  const sums = {
    ...posted,
    clawedBack: posted.clawedBack + clawedBack,
    lots: withoutParts(posted.lots, parts),
    ...(held.length > 0 ? { claimEntries: posted.claimEntries ?? 0 } : {}),
  };

  const claims = claimsFor({ record, rules, buyer }, regained, held);
  const isSilent = !command && found === 0 && claims.holdClaims === undefined;
  const cause = mode.takesAs ?? mode.postsAs;
  const effect = { ...clawback.effect, ...claims };
  const posting = isSilent
    ? buyer.posting
    : post(buyer.posting, { ...labelsOf(event, record), cause, kind: 'reversal', effect });
  const after = { posted: withTaken(sums, withTakenBack(regained, parts, keepsEnds)), posting, change: -clawedBack };
  return ok({ ...settledFurther(before, after), clawback });
}

/** What was forgiven of a sale, as far as points came back for it. */
export function madeGoodBy({ cameBack = 0 }: SaleEvent, { posted }: Pick<InvoiceRecord, 'posted'>): number {
  return Math.min(cameBack, posted.forgiven ?? 0);
}
