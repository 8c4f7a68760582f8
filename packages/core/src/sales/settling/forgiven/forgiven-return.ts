import type { Book } from '../../../kernel/book.ts';
import type { ReversibleEntry } from '../../../ledger/entry-keys.ts';
import type { Entry } from '../../../ledger/entry.ts';
import { accounts, entryOfCommand, memberOf } from '../../../ledger/ledger-kinds.ts';
import type { Lot } from '../../../ledger/lot.ts';
import type { Forgiven } from '../../../ledger/member-record.ts';
import { effect, splitLots, takeFrom } from '../../../ledger/movement.ts';
import { markOfMadeGood } from '../../../ledger/hold-claims.ts';
import { openPosting, post, type Posting } from '../../../ledger/posting.ts';
import { putPosting } from '../../../ledger/put-posting.ts';
import { programOf } from '../../../program/program-of.ts';
import type { ActorId, MemberId } from '../../../values/ids.ts';
import { pointsIn, sumOf } from '../../../values/points.ts';
import { withForgiven, withoutForgiven } from './forgiven-points.ts';
import { claimOfReturn, paidForReturn } from './paid-for-return.ts';

// What a return without a sale forgave is made good as what a sale forgave. It is taken in entries of their own, by
// which the return finds it when it is undone itself, as it finds what holds have paid for it.

/** Takes up to so many points, which have just come back, for what a return forgave; answers how many. */
export function makeReturnGood(
  book: Book,
  memberId: MemberId,
  forgiven: Forgiven,
  cameBack: number,
  actor: ActorId,
): number {
  const member = memberOf(book, memberId);
  const returning = returnOf(book, memberId, forgiven);
  if (member === null || returning === null) return 0;
  const posting = openPosting(member.account, programOf(book), book.now);
  const left = stillForgiven(book, posting, returning);
  const most = Math.min(cameBack, forgiven.points, left);
  const taken = takeFrom(posting.account, most, posting.now, { pending: true });
  const points = pointsIn(taken);
  if (points === 0) return 0;
  const activity = withForgiven(member.activity, forgiven, 0, left - points - forgiven.points);
  putPosting(book, { activity }, payForReturn(book, posting, returning, { taken, debt: 0 }, actor));
  return points;
}

/** The entry of a return that forgave; null where there is none. */
export function returnOf(book: Book, memberId: MemberId, { id }: Pick<Forgiven, 'id'>): Entry | null {
  return entryOfCommand(book, { memberId, key: `return:${id}` });
}

/** Posts what is taken for a return later. Its claim on holds is less, as far as it claimed the same. */
export function payForReturn(
  book: Book,
  posting: Posting,
  returning: Entry,
  { taken, debt }: { readonly taken: readonly Lot[]; readonly debt: number },
  actor: ActorId,
): Posting {
  const { reference, programVersion } = returning;
  const id = reference?.id ?? '';
  const { holdClaims = [] } = posting.account;
  const nth = paidForReturn(book, posting, returning).length;
  const left = stillForgiven(book, posting, returning) - pointsIn(taken) - debt;
  const claim = claimOfReturn(posting.account, returning);
  const after = holdClaims.flatMap((each) => {
    if (each !== claim) return [each];
    const { first: lots } = splitLots(claim.lots, left);
    return lots.length === 0 ? [] : [{ ...claim, lots, nth: nth + 1 }];
  });
  return post(posting, {
    kind: 'reversal',
    cause: 'goods-returned',
    actor,
    reference: { type: 'external', id },
    programVersion,
    effect: effect({ taken, debt, holdClaims: claim && after }),
    command: markOfMadeGood(id, nth),
  });
}

/** Forgets what a return forgave, once all of it is undone: it is not made good any more. */
export function forgetUndoneReturn(book: Book, { entry: returning, reversed }: ReversibleEntry): void {
  const { memberId, reference, effect: did } = returning;
  const member = memberOf(book, memberId);
  if (member === null || did.forgiven === undefined || claimOfReturn(member.account, returning)) return;
  const all = [returning, ...paidForReturn(book, { entries: [] }, returning)];
  if (reversed < -sumOf(all, ({ delta }) => delta)) return;
  const activity = withoutForgiven(member.activity, { id: reference?.id ?? '', isReturn: true });
  book.put(accounts, { ...member, activity });
}

/** Whether an entry is a return of which it is known that something was forgiven: then there is that to undo. */
export function isForgivenReturn(book: Book, { memberId, cause, reference }: Entry): boolean {
  const { forgiven = [] } = memberOf(book, memberId)?.activity ?? {};
  return cause === 'goods-returned' && forgiven.some(({ id, isReturn }) => isReturn === true && id === reference?.id);
}

/** What a return has forgiven and was not made good since, what it claims of holds included. */
function stillForgiven(book: Book, posting: Posting, returning: Entry): number {
  const later = paidForReturn(book, posting, returning);
  return (returning.effect.forgiven ?? 0) + sumOf(later, ({ delta }) => delta);
}
