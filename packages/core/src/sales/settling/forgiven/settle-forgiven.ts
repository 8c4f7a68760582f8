import type { Book } from '../../../kernel/book.ts';
import type { Entry } from '../../../ledger/entry.ts';
import { commandRef, memberOf } from '../../../ledger/ledger-kinds.ts';
import { hasEnded } from '../../../ledger/lot.ts';
import type { Forgiven } from '../../../ledger/member-record.ts';
import { paymentsOf } from '../../invoice/payment-record.ts';
import type { ActorId, MemberId } from '../../../values/ids.ts';
import { invariant } from '../../../values/invariant.ts';
import { pointsIn } from '../../../values/points.ts';
import { makeReturnGood } from './forgiven-return.ts';
import { putSettlement } from '../outcome/put-settlement.ts';
import type { InvoiceRecord } from '../../invoice/invoice-record.ts';
import { invoices } from '../../invoice/invoices.ts';
import { lastMoveFrom } from '../../invoice/previous-owners.ts';
import { openBuyerOf } from '../../invoice/open-invoice.ts';
import { frozenOf } from '../../invoice/frozen-of.ts';
import { revokeInvoice, settleInvoice } from '../settle-invoice.ts';

/**
 * Points come back because what took them is undone: what sales, and returns without one, have forgiven since then is
 * made good with them, as if they had been there. A sale may be another member's by now. `restoring` is the entry that
 * gives them, `since` the number of the entry that took them.
 */
export function settleForgiven(book: Book, restoring: Entry, since: number, actor: ActorId): void {
  const { memberId, effect, postedAt } = restoring;
  const live = (effect.added ?? []).filter((lot) => !hasEnded(lot, postedAt));
  let left = pointsIn(live);
  const known = memberOf(book, memberId)?.activity.forgiven ?? [];
  const forgiven = known.filter(({ after }) => after >= since).toReversed();
  if (left === 0 || forgiven.length === 0) return;
  book.demand(forgiven.map((each) => refOf(each, memberId)));
  for (const each of forgiven) {
    if (left === 0) return;
    left -= each.isReturn
      ? makeReturnGood(book, memberId, each, left, actor)
      : makeSaleGood(book, memberId, each, left, actor);
  }
}

function refOf({ id, isReturn }: Forgiven, memberId: MemberId) {
  return isReturn ? commandRef({ memberId, key: `return:${id}` }) : invoices.at(id);
}

/** Takes up to so many points, which have just come back, for what a sale forgave; answers how many. */
function makeSaleGood(book: Book, memberId: MemberId, { id, points }: Forgiven, came: number, actor: ActorId): number {
  const record = book.get(invoices, id);
  const place = record === null ? null : placeOf(record, memberId);
  if (record === null || place === null) return 0;
  const had = record.moves[place]?.previousOwner ?? null;
  const { rules, buyer } = openBuyerOf(book, { ...record, memberId });
  invariant(buyer !== null, 'points come back to a member');
  const order = {
    record: { ...record, ...had },
    payments: () => paymentsOf(book, record),
    rules,
    buyer,
    cameBack: Math.min(came, points),
    at: book.now,
    cause: 'forgiven-settled',
    actor,
  } as const;
  const settled = had === null ? settleInvoice(book, order) : revokeInvoice(book, order);
  invariant(settled.isOk(), 'points that just came are taken from their lots');
  const { record: after, buyer: member, clawback } = settled.value;
  const written = had === null ? after : { ...record, moves: movesWith(record, place, after) };
  putSettlement(book, { record: written, buyer: member });
  return Math.max(0, -(clawback?.forgiven ?? 0));
}

/**
 * Where an invoice keeps what a member had of it: past its moves where it is the member's, else at the move by which it
 * left; null where it never was.
 */
function placeOf(record: InvoiceRecord, memberId: MemberId): number | null {
  if (record.memberId === memberId) return record.moves.length;
  const place = lastMoveFrom(record, memberId);
  return place === -1 ? null : place;
}

function movesWith({ moves }: InvoiceRecord, place: number, after: InvoiceRecord): InvoiceRecord['moves'] {
  return moves.map((move, index) => (index === place ? { ...move, previousOwner: frozenOf(after) } : move));
}
