import type { Result } from 'neverthrow';
import type { Book } from '../kernel/book.ts';
import type { Mark, Recall } from '../kernel/command.ts';
import type { ErrorOf } from '../kernel/results.ts';
import { balanceOf } from '../ledger/account.ts';
import type { Posting } from '../ledger/posting.ts';
import { systemActor } from '../program/program.ts';
import type { InvoiceRecord, Refund } from './invoice-record.ts';
import type { RefundReceipt } from './refund-receipt.ts';
import { invoices } from './invoice-record.ts';
import { idempotencyKeyReused } from '../values/failures.ts';
import type { ActorId, InvoiceId, RefundId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import { putBuyer } from './buyer.ts';
import { isCovered } from './kept-sale.ts';
import { findInvoice, type KnownInvoice } from './open-invoice.ts';
import { openOwners, type Owners, type Returned, returnPoints } from './return-points.ts';
import { type Settlement, settleInvoice } from './settle-invoice.ts';

/** The checked fields of every command that takes back a part of a sale. */
export interface RefundSaid {
  readonly invoiceId: InvoiceId;
  readonly refundId: RefundId;
  readonly refundedAt?: Instant | undefined;
  readonly actor?: ActorId | undefined;
}

/** What is taken back. */
export type RefundFigures = Pick<Refund, 'total' | 'lines'>;

/** A refund or void is known by its id on its invoice. */
export const recallRefund: Recall<RefundSaid, RefundReceipt, never> = {
  find({ invoiceId, refundId }, book): Mark<RefundReceipt> | null {
    const known = book.get(invoices, invoiceId)?.refunds.find((refund) => refund.refundId === refundId);
    return known ? { fingerprint: known.fingerprint, did: known.receipt } : null;
  },
  reused: ({ refundId }) => idempotencyKeyReused('refundId', refundId),
};

/** Takes back what `resolve` says: points that paid for it return, then points that it earned are clawed back. */
export function settleRefund<Resolved extends Result<RefundFigures, unknown>>(
  book: Book,
  said: RefundSaid,
  fingerprint: string,
  resolve: (known: KnownInvoice) => Resolved,
) {
  return findInvoice(book, said.invoiceId).andThen((known) => {
    const resolved = resolve(known) as Result<RefundFigures, ErrorOf<Resolved>>;
    return resolved.andThen((figures) => putRefund(book, said, fingerprint, { known, figures }));
  });
}

interface Refunding {
  readonly known: KnownInvoice;
  readonly figures: RefundFigures;
}

function putRefund(
  book: Book,
  { refundId, refundedAt = book.now, actor = systemActor }: RefundSaid,
  fingerprint: string,
  { known: { record, rules, buyer }, figures }: Refunding,
) {
  const draft = { refundId, ...figures, refundedAt, fingerprint };
  const facts = { ...record, refunds: [...record.refunds, { ...draft, receipt: emptyReceipt(record, refundId) }] };
  return returnPoints(facts, openOwners(book, record, buyer), rules, { actor, refundId }).andThen((back) =>
    settleInvoice({
      record: back.record,
      rules,
      buyer: (record.memberId && back.owners.get(record.memberId)) ?? null,
      mayEarn: rules.earn.trigger === 'on-full-payment' && !isCovered(record),
      mayOwe: true,
      at: Math.min(refundedAt, book.now) as Instant,
      cause: 'invoice-refunded',
      actor,
      reference: { type: 'invoice', id: record.invoiceId, detail: refundId },
      command: null,
    }).map((settlement) => {
      const posting = putOwners(book, back.owners, settlement);
      const receipt = refundReceipt(draft, settlement, back, posting);
      book.put(invoices, { ...settlement.record, refunds: [...record.refunds, { ...draft, receipt }] });
      return receipt;
    }),
  );
}

/** Writes all members whose points were touched; the posting of the invoice's own is given back. */
function putOwners(book: Book, owners: Owners, { record, buyer }: Settlement): Posting | null {
  let own: Posting | null = null;
  for (const [memberId, owner] of owners) {
    const isOwn = memberId === record.memberId;
    const posting = putBuyer(book, isOwn && buyer ? buyer : owner);
    if (isOwn) own = posting;
  }
  return own;
}

function refundReceipt(
  { refundId, total }: Pick<Refund, 'refundId' | 'total'>,
  { record, change, clawback }: Settlement,
  { returned, expired }: Returned,
  posting: Posting | null,
): RefundReceipt {
  return {
    ...emptyReceipt(record, refundId),
    refunded: total,
    clawedBack: Math.max(0, -change),
    taken: clawback?.taken ?? 0,
    lapsed: clawback?.lapsed ?? 0,
    debt: clawback?.debt ?? 0,
    forgiven: clawback?.forgiven ?? 0,
    earned: Math.max(0, change),
    returned,
    returnedExpired: expired,
    balance: posting && balanceOf(posting.account, posting.now),
  };
}

function emptyReceipt({ invoiceId, memberId }: InvoiceRecord, refundId: RefundId): RefundReceipt {
  const nothing = { refunded: 0, clawedBack: 0, taken: 0, lapsed: 0, debt: 0, forgiven: 0, earned: 0 };
  return { invoiceId, refundId, memberId, ...nothing, returned: 0, returnedExpired: 0, balance: null };
}
