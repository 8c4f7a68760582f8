import type { InvoiceReceipt, RedemptionReceipt, RefundReceipt, UndoReceipt } from '@pointbook/core';
import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { Failure } from '../failure.ts';
import type { Ledgers } from '../ledgers.ts';
import { savedWithoutCustomer } from './save-the-day.ts';

/** What each verb answered. */
export interface Mistakes {
  readonly saved: InvoiceReceipt;
  readonly mistyped: RedemptionReceipt;
  readonly undone: UndoReceipt;
  readonly spent: RedemptionReceipt;
  readonly paid: InvoiceReceipt;
  readonly refunded: RefundReceipt;
  readonly voided: RefundReceipt;
  readonly reinstated: InvoiceReceipt;
}

const memberId = '14729';
const invoiceId = 'made-up-1';
const currency = 'GBP';

/** What is paid in money of the sale: all but £1.00. */
export const paidInMoney = 94_00;

/** The sale: two lines of goods, a discount on both of them, delivery, and a total that is rounded to 5p. */
const sale = {
  invoiceId,
  memberId,
  currency,
  total: 95_00,
  rounding: -2,
  lines: [{ net: 60_00 }, { net: 40_00 }, { net: -10_00 }],
};

/** Goods of a sale come back; a redemption and a void are mistakes, and are taken back. */
export function takeBackMistakes({ onPayment: ledger }: Ledgers): ResultAsync<Mistakes, Failure> {
  return safeTry(async function* () {
    const saved = yield* ledger.saveInvoice(sale);
    const mistyped = yield* ledger.redeemPoints({ memberId, redemptionId: 'mistyped-1', points: 200, invoiceId });
    const undone = yield* ledger.undoRedemption({ memberId, redemptionId: 'mistyped-1', undoId: 'undo-1' });
    const spent = yield* ledger.redeemPoints({ memberId, redemptionId: 'meant-1', points: 100, invoiceId });
    const paid = yield* ledger.recordPayment({ invoiceId, paymentId: 'payment-1', currency, amount: paidInMoney });
    const refunded = yield* ledger.refundInvoice({ invoiceId, refundId: 'refund-1', lines: [{ lineId: '1' }] });
    const voided = yield* ledger.voidInvoice({ invoiceId: savedWithoutCustomer, refundId: 'void-1' });
    const back = { invoiceId: savedWithoutCustomer, reinstatementId: 'reinstatement-1', actor: 'manager-1' };
    const reinstated = yield* ledger.reinstateInvoice(back);
    return ok({ saved, mistyped, undone, spent, paid, refunded, voided, reinstated });
  });
}
