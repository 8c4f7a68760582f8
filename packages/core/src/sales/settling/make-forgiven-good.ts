import type { Book } from '../../kernel/book.ts';
import type { Entry } from '../../ledger/entry.ts';
import { memberOf } from '../../ledger/ledger-kinds.ts';
import { hasEnded } from '../../ledger/lot.ts';
import { paymentsOf } from '../invoice/payment-record.ts';
import type { ActorId } from '../../values/ids.ts';
import { invariant } from '../../values/invariant.ts';
import { pointsIn } from '../../values/points.ts';
import { putBuyer } from '../invoice/buyer.ts';
import { putInvoice } from './explained.ts';
import { invoices } from '../invoice/invoices.ts';
import { openBuyerOf } from '../invoice/open-invoice.ts';
import { settleInvoice } from './settle-invoice.ts';

/**
 * Points come back because what took them is undone: what sales have forgiven since then is made good with them, as if they
 * had been there. `back` is the entry that gives them, `since` the number of the entry that took them.
 */
export function makeForgivenGood(book: Book, back: Entry, since: number, actor: ActorId): void {
  const { memberId, effect, postedAt } = back;
  const live = (effect.added ?? []).filter((lot) => !hasEnded(lot, postedAt));
  let left = pointsIn(live);
  const known = memberOf(book, memberId)?.activity.forgiven ?? [];
  const forgiven = known.filter(({ after }) => after >= since).toReversed();
  if (left === 0 || forgiven.length === 0) return;
  book.demand(forgiven.map(({ invoiceId }) => invoices.at(invoiceId)));
  for (const { invoiceId, points } of forgiven) {
    const record = book.get(invoices, invoiceId);
    const cameBack = Math.min(left, points);
    if (record?.memberId !== memberId || cameBack === 0) continue;
    left -= cameBack;
    const settled = settleInvoice({
      record,
      payments: () => paymentsOf(book, record),
      ...openBuyerOf(book, record),
      takes: 'all',
      cameBack,
      isRising: false,
      at: book.now,
      cause: 'invoice-refunded',
      actor,
      reference: { type: 'invoice', id: invoiceId },
      command: null,
    });
    invariant(settled.isOk(), 'points that just came are taken from their lots');
    if (settled.value.buyer) putBuyer(book, settled.value.buyer);
    putInvoice(book, settled.value.record);
  }
}
