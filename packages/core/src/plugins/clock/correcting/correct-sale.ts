import type { ActorId, InvoiceId, InvoiceRecord, Program } from '../../../index.ts';
import { type Book, invoices, memberOf } from '../../../plugin.ts';
import type { Activity, Forgiven } from '../../../ledger/member-record.ts';
import type { Posting } from '../../../till.ts';
import { lastMoveFrom } from '../../../sales/invoice/previous-owners.ts';
import { rulesOfVersion } from '../../../sales/invoice/open-invoice.ts';
import { withForgiven } from '../../../sales/settling/forgiven/forgiven-points.ts';
import { withTaken } from '../../../sales/settling/posted/posted-lots.ts';
import { withFound } from '../../../sales/settling/posted/taken-back.ts';
import { pointsIn } from '../../../values.ts';
import { type Found, isOfSale, takeFound } from '../forgiven/found-points.ts';
import type { RightTime } from '../right-time.ts';
import { putRightDates } from './right-dates.ts';
import { findPaidSale, type PaidSale } from '../paid-sale.ts';
import { takeGone } from '../forgiven/take-gone.ts';

/** A member while sales are corrected. */
export interface Correcting {
  readonly posting: Posting;
  readonly activity: Activity;
}

/** What is taken of a sale that was forgiven, and by whom. */
export interface Taking {
  readonly actor: ActorId;
  /** What was there by the right time. */
  readonly found: readonly Found[];
  /** How many entries the member had before the clock was ahead. */
  readonly since: number;
  /** Whether what was forgiven only because of the clock is taken. */
  readonly takesGone: boolean;
}

/**
 * Puts a sale right, where it is the member's, and takes what was forgiven of it, also where it went to another since.
 */
export function correctSale(
  book: Book,
  member: Correcting,
  id: InvoiceId,
  taking: Taking,
  time: RightTime,
): Correcting {
  const sale = findPaidSale(book, id);
  if (sale === null) return member;
  const { record } = sale;
  const { memberId } = member.posting.account;
  const rules = rulesOfVersion(book, record.programVersion);
  if (record.memberId === memberId) {
    const settled = takeForgiven(member, sale, rules, taking, time);
    putRightDates(book, { ...sale, record: settled.record }, rules, time);
    return settled;
  }
  const at = lastMoveFrom(record, memberId);
  const move = record.moves[at];
  if (!move?.previousOwner) return member;
  // The lock of its member covers a sale.
  if (record.memberId !== null) memberOf(book, record.memberId);
  const left = { ...sale, record: { ...record, posted: move.previousOwner.posted } };
  const settled = takeForgiven(member, left, rules, taking, time);
  const { posted } = settled.record;
  const moves = record.moves.with(at, { ...move, previousOwner: { ...move.previousOwner, posted } });
  if (posted !== move.previousOwner.posted) book.put(invoices, { ...record, moves });
  return settled;
}

/** Takes what was forgiven: what was there when it was, then what seemed to be gone only because of the clock. */
function takeForgiven(
  { posting, activity }: Correcting,
  sale: PaidSale,
  rules: Program,
  { found, since, takesGone, actor }: Taking,
  time: RightTime,
): Correcting & { readonly record: InvoiceRecord } {
  const { record } = sale;
  const { invoiceId: id, programVersion } = record;
  const labels = { cause: 'invoice-refunded', actor, reference: { type: 'invoice', id }, programVersion } as const;
  const all = found.filter((each) => isOfSale(each, id));
  const taken = all.reduce((after, each) => takeFound(after, each, labels), posting);
  const posted = all.reduce(
    (before, { parts }) => withTaken(before, withFound(before.takenBack ?? [], parts)),
    record.posted,
  );
  const known = all.reduce((before, each) => withForgiven(before, each.forgiven, 0, -pointsIn(each.parts)), activity);
  const there = { ...sale, record: { ...record, posted } };
  if (!takesGone) return { posting: taken, activity: known, record: there.record };
  const { forgiven: others = [] } = known;
  const isSought = (each: Forgiven) => each.id === id && !each.isReturn && each.after >= since;
  const settled = takeGone(taken, there, rules, { actor, sought: pointsIn(others.filter(isSought)) }, time);
  const less = Math.max(0, (posted.forgiven ?? 0) - (settled.record.posted.forgiven ?? 0));
  return { ...settled, activity: withForgiven(known, { id }, 0, -less) };
}
