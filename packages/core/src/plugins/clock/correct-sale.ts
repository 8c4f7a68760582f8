import type { ActorId, InvoiceId } from '../../index.ts';
import { type Book, invoices, memberOf } from '../../plugin.ts';
import { lastMoveFrom } from '../../sales/invoice/previous-owners.ts';
import { type Posting } from '../../till.ts';
import { rulesOfVersion } from '../../sales/invoice/open-invoice.ts';
import type { RightTime } from './right-time.ts';
import { putBack } from './invoice-back.ts';
import { findPaidSale } from './paid-sale.ts';
import { takeGone } from './take-gone.ts';

/**
 * Puts a sale right, where it is the member's, and takes what was forgiven of it, also where it went to another since.
 */
export function correctSale(
  book: Book,
  posting: Posting,
  id: InvoiceId,
  { actor, takes }: { readonly actor: ActorId; readonly takes: boolean },
  time: RightTime,
): Posting {
  const sale = findPaidSale(book, id);
  if (sale === null) return posting;
  const { record } = sale;
  const { memberId } = posting.account;
  const rules = rulesOfVersion(book, record.programVersion);
  if (record.memberId === memberId) {
    const settled = takes ? takeGone(posting, sale, rules, actor, time) : { posting, record };
    putBack(book, { ...sale, record: settled.record }, rules, time);
    return settled.posting;
  }
  const at = lastMoveFrom(record, memberId);
  const move = record.moves[at];
  if (!takes || !move?.previousOwner) return posting;
  // The lock of its member covers a sale.
  if (record.memberId !== null) memberOf(book, record.memberId);
  const settled = takeGone(
    posting,
    { ...sale, record: { ...record, posted: move.previousOwner.posted } },
    rules,
    actor,
    time,
  );
  const moves = record.moves.with(at, {
    ...move,
    previousOwner: { ...move.previousOwner, posted: settled.record.posted },
  });
  book.put(invoices, { ...record, moves });
  return settled.posting;
}
