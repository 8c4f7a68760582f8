import type { Entry, InvoiceId, LapsedLot, Lot } from '../../../index.ts';
import { effect, giveTo, type Posting, ripen } from '../../../till.ts';
import type { Forgiven, MemberRecord } from '../../../ledger/member-record.ts';
import { negated } from '../../../ledger/lot.ts';
import { takeFrom } from '../../../ledger/movement.ts';
import { pick } from '../../../ledger/hold-claims.ts';
import { type NewEntry, post } from '../../../ledger/posting.ts';
import { postedToMember } from '../../../sales/invoice/previous-owners.ts';
import type { TakenBack } from '../../../sales/invoice/taken-part.ts';
import { isForgiven } from '../../../sales/settling/posted/posted-lots.ts';
import { forgiving } from '../../../sales/settling/claw-back/short-points.ts';
import { withTakenBack } from '../../../sales/settling/posted/taken-back.ts';
import { pointsIn } from '../../../values.ts';
import { replanClawback } from '../replay/replan-clawback.ts';
import { paidSaleOfMember } from '../paid-sale.ts';
import type { ReplayContext } from '../replay/replay-context.ts';
import type { WrongStretch } from '../ahead/wrong-stretch.ts';

// What was forgiven while the clock was ahead is sought again where it was forgiven: points that the clock had ended
// are there, and what came later is not.

/** Points that were there by the right time, when they were forgiven. */
export interface Found {
  /** For what they were forgiven. */
  readonly forgiven: Forgiven;
  /** Where a sale finds them. */
  readonly parts: readonly TakenBack[];
  readonly taken: readonly Lot[];
  /** What is not remembered any more of points that had lapsed. */
  readonly lapsed: readonly LapsedLot[];
}

/** What a member was forgiven since the clock was ahead, as far as that is remembered, in its order. */
export function forgivenIn(
  { activity: { forgiven = [] } }: Pick<MemberRecord, 'activity'>,
  { before }: Pick<WrongStretch, 'before'>,
): readonly Forgiven[] {
  return forgiven.filter(({ after }) => after >= before.sequence);
}

/** The sales of these. */
export function salesThatForgave(forgiven: readonly Forgiven[]): readonly InvoiceId[] {
  return forgiven.flatMap(({ id, isReturn }) => (isReturn ? [] : [id as InvoiceId]));
}

/** After how many entries points were forgiven: what the same command did take comes before. */
export function placeOf({ id, after, isReturn }: Forgiven, entries: readonly Entry[]): number {
  const next = entries.find(({ sequence }) => sequence === after + 1);
  const isItsOwn = isReturn || (next?.kind === 'reversal' && next.reference?.id === id);
  return isItsOwn ? after + 1 : after;
}

/** Seeks again what was forgiven, on the account as it is by the right time; null where nothing is found. */
export function seek(
  { account }: Posting,
  forgiven: Forgiven,
  entries: readonly Entry[],
  earlier: readonly Found[],
  by: ReplayContext,
): Found | null {
  if (!forgiven.isReturn) return seekOfSale(account, forgiven, earlier, by);
  // What is short only because it is held is claimed of the holds.
  const returning = entries.find(({ sequence }) => sequence === forgiven.after + 1);
  const claimed = returning?.effect.holdClaims?.find(({ id, isReturn }) => isReturn && id === forgiven.id)?.lots ?? [];
  const taken = takeFrom(account, Math.max(0, forgiven.points - pointsIn(claimed)), by.now, { pending: true });
  return taken.length === 0 ? null : { forgiven, parts: [], taken, lapsed: [] };
}

function seekOfSale(
  account: Posting['account'],
  forgiven: Forgiven,
  earlier: readonly Found[],
  by: ReplayContext,
): Found | null {
  const { id, after } = forgiven;
  const paid = by.saleOf(id);
  if (paid === null || postedToMember(paid.record, account.memberId) === null) return null;
  const sale = paidSaleOfMember(paid, account.memberId);
  const { posted, programVersion } = sale.record;
  const parts = (posted.takenBack ?? []).filter(isForgiven);
  const held = pointsIn(parts.filter(({ claimedAfter }) => claimedAfter === after));
  const known = earlier.filter((each) => isOfSale(each, id)).flatMap((each) => each.parts);
  const left = pointsIn(parts.filter(({ claimedAfter }) => claimedAfter === undefined)) - pointsIn(known);
  const rules = by.rulesOf(programVersion);
  const points = Math.max(0, Math.min(forgiven.points - held, left));
  const plan = replanClawback(account, points, sale, { ...rules, refund: forgiving(rules.refund) }, by);
  const found = plan.parts.filter((part) => !isForgiven(part));
  const { taken = [], lapsed = [] } = plan.effect;
  return found.length === 0 ? null : { forgiven, parts: withTakenBack([], found, false), taken, lapsed };
}

/** Whether points were found that a sale had forgiven. */
export function isOfSale({ forgiven: { id, isReturn } }: Found, invoiceId: string): boolean {
  return !isReturn && id === invoiceId;
}

/** How entries are labelled that take what was found, or give it back. */
type Labels = Omit<NewEntry, 'kind' | 'effect'>;

/** Takes what was found. */
export function takeFound(posting: Posting, found: Found, labels: Labels): Posting {
  return post(posting, {
    ...labels,
    kind: 'reversal',
    effect: effect({ ...lotsOf(posting, found), lapsed: found.lapsed }),
  });
}

/** Where what was found is, once it was given back: in its lots, or in debt that it has repaid. */
export function lotsOf(
  { account, now }: Posting,
  found: Found,
): { readonly taken: readonly Lot[]; readonly debt: number } {
  const taken = pick(ripen(account.lots, now), found.taken);
  return { taken, debt: pointsIn(found.taken) - pointsIn(taken) };
}

/** Gives back what was found. */
export function giveFound(posting: Posting, { taken, lapsed }: Found, labels: Labels): Posting {
  const change = giveTo(posting.account, taken, posting.now);
  return post(posting, { ...labels, kind: 'reversal', effect: effect({ ...change, lapsed: negated(lapsed) }) });
}
