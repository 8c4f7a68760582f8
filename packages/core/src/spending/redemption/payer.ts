import { err, ok, type Result } from 'neverthrow';
import type { Book } from '../../kernel/book.ts';
import type { Effect } from '../../ledger/entry.ts';
import { memberOf } from '../../ledger/ledger-kinds.ts';
import type { Posting } from '../../ledger/posting.ts';
import type { InvoiceRecord, InvoiceRedemption } from '../../sales/invoice/invoice-record.ts';
import { invoices } from '../../sales/invoice/invoices.ts';
import { paymentsOf } from '../../sales/invoice/payment-record.ts';
import { putSettlement } from '../../sales/settling/outcome/put-settlement.ts';
import { type Buyer, openBuyer, putBuyer } from '../../sales/invoice/buyer.ts';
import { openBuyerOf, type RulesAndBuyer } from '../../sales/invoice/open-invoice.ts';
import { settleInvoice } from '../../sales/settling/settle-invoice.ts';
import type { PointsOverflow, UnknownMember } from '../../values/errors.ts';
import {
  type ClawbackRefused,
  type InvoiceHasMember,
  invoiceHasMember,
  invoiceVoided,
  type InvoiceVoided,
  type UnknownInvoice,
  unknownInvoice,
} from '../../sales/invoice/failures.ts';
import { unknownMember } from '../../values/failures.ts';
import { type TooManyChanges, checkRoom } from '../../sales/invoice/too-many-changes.ts';
import { isVoid } from '../../sales/worth/worth.ts';
import type { ActorId, InvoiceId, MemberId } from '../../values/ids.ts';

/** A member about to redeem, and the invoice that the points pay for, if any. */
export interface Payer {
  readonly buyer: Buyer;
  readonly invoice: { readonly record: InvoiceRecord; readonly opened: RulesAndBuyer } | null;
}

/** Opens a member's account, and an invoice of that member or of no member yet. */
export function openPayer(
  book: Book,
  memberId: MemberId,
  invoiceId: InvoiceId | null,
): Result<Payer, UnknownMember | UnknownInvoice | InvoiceHasMember | InvoiceVoided | TooManyChanges> {
  return openRedeemer(book, memberId).andThen(
    (buyer): Result<Payer, UnknownInvoice | InvoiceHasMember | InvoiceVoided | TooManyChanges> => {
      if (invoiceId === null) return ok({ buyer, invoice: null });
      const record = book.get(invoices, invoiceId);
      if (record === null) return err(unknownInvoice(invoiceId));
      if (record.memberId !== null && record.memberId !== memberId) return err(invoiceHasMember(invoiceId));
      if (isVoid(record)) return err(invoiceVoided(invoiceId));
      const tooMany = checkRoom(record, 'redemptions', record.redemptions.length + 1);
      if (tooMany) return err(tooMany);
      const opened = openBuyerOf(book, record);
      return ok({ buyer: opened.buyer ?? buyer, invoice: { record, opened } });
    },
  );
}

/** Opens a member's account. */
export function openRedeemer(book: Book, memberId: MemberId): Result<Buyer, UnknownMember> {
  const member = memberOf(book, memberId);
  if (member === null) return err(unknownMember(memberId));
  return ok(openBuyer(book, member, null));
}

/** The sale that a redemption pays, as its entry names it. */
export function paidFor({ invoice }: Payer): Pick<Effect, 'paidFor'> {
  return invoice === null ? {} : { paidFor: invoice.record.invoiceId };
}

/**
 * Writes what a redemption changed. On an invoice it is a payment, and that part earns nothing: what was earned
 * for it already is taken back as far as the member has it, because only refunds make debt.
 */
export function payWith(
  book: Book,
  payer: Payer,
  posting: Posting,
  redemption: Omit<InvoiceRedemption, 'returned' | 'redeemedAt' | 'share'>,
  actor: ActorId,
): Result<void, PointsOverflow | ClawbackRefused> {
  const redeemer = { ...payer.buyer, posting };
  if (payer.invoice === null) {
    putBuyer(book, redeemer);
    return ok();
  }
  const { record, opened } = payer.invoice;
  return settleInvoice(book, {
    record: {
      ...record,
      redemptions: [...record.redemptions, { ...redemption, redeemedAt: posting.now, returned: 0 }],
    },
    payments: () => paymentsOf(book, record),
    rules: opened.rules,
    buyer: record.memberId === null ? null : redeemer,
    at: book.now,
    cause: 'invoice-paid-with-points',
    actor,
  }).map((settlement) => {
    putSettlement(book, { ...settlement, buyer: settlement.buyer ?? redeemer });
  });
}
