import { enrolMember } from '../members/enrol-member.ts';
import { saveMember } from '../members/save-member.ts';
import { updateMember } from '../members/update-member.ts';
import { saveInvoice } from '../sales/save-invoice.ts';
import { recordPayment } from '../sales/record-payment.ts';
import { approvePayment } from '../sales/approve-payment.ts';
import { refundInvoice } from '../sales/refund-invoice.ts';
import { voidInvoice } from '../sales/void-invoice.ts';
import { reinstateInvoice } from '../sales/reinstate-invoice.ts';
import { reversePayment } from '../sales/reverse-payment.ts';
import { returnWithoutSale } from '../sales/return-without-sale.ts';
import { reassignInvoice } from '../sales/reassign-invoice.ts';
import { claimInvoice } from '../sales/claim-invoice.ts';
import { adjustPoints } from '../adjusting/adjust-points.ts';
import { setBalance } from '../adjusting/set-balance.ts';
import { reverseEntry } from '../adjusting/reverse-entry.ts';
import { redeemPoints } from '../spending/redeem-points.ts';
import { holdPoints } from '../spending/hold-points.ts';
import { captureHold } from '../spending/capture-hold.ts';
import { releaseHold } from '../spending/release-hold.ts';
import { undoRedemption } from '../spending/undo-redemption.ts';

/** The verbs that write. This is the only list of them. */
export const writingVerbs = {
  /**
   * Enrols a customer as a member, with a balance of 0.
   *
   * @example
   * ```ts
   * await pointbook.enrolMember({ memberId: 'C-17', name: 'Ayu', phone: '+628123456789' });
   * ```
   */
  enrolMember,
  /**
   * Changes a member's profile: what is given changes, null removes.
   *
   * @example
   * ```ts
   * await pointbook.updateMember({ memberId: 'C-17', version: 1, changes: { email: 'ayu@example.org', emailVerified: true } });
   * ```
   */
  updateMember,
  /**
   * Enrols a customer who is not a member yet, and changes the profile of one who is: what is given changes, null removes.
   *
   * @example
   * ```ts
   * await pointbook.saveMember({ memberId: 'C-17', name: 'Ayu', phone: '+628123456789', email: null });
   * ```
   */
  saveMember,
  /**
   * Saves a sale, or an edit of it, and posts what it earns.
   *
   * @example
   * ```ts
   * const saved = await pointbook.saveInvoice({ invoiceId: 'INV-1', memberId: 'C-17', currency: 'IDR', total: 125_000 });
   * if (saved.isOk()) print(`+${saved.value.earned} points`);
   * ```
   */
  saveInvoice,
  /**
   * Adds a payment to an invoice; in a program that earns on full payment, the one that completes it posts the points.
   *
   * @example
   * ```ts
   * await pointbook.recordPayment({ invoiceId: 'INV-1', paymentId: 'P-1', currency: 'IDR', amount: 125_000 });
   * ```
   */
  recordPayment,
  /**
   * Lets a payment count, in programs that approve payments.
   *
   * @example
   * ```ts
   * await pointbook.approvePayment({ invoiceId: 'INV-1', paymentId: 'P-1', actor: 'staff-3' });
   * ```
   */
  approvePayment,
  /**
   * Takes back a part of a sale: points that paid for it return, points that it earned are clawed back.
   *
   * @example
   * ```ts
   * await pointbook.refundInvoice({ invoiceId: 'INV-1', refundId: 'R-1', lines: [{ lineId: '1', quantity: '2' }] });
   * ```
   */
  refundInvoice,
  /**
   * Takes back all that is left of a sale: goods, charges and fees. Points that members hold for it are released, and their
   * one-time codes are of no more use.
   *
   * @example
   * ```ts
   * await pointbook.voidInvoice({ invoiceId: 'INV-1', refundId: 'VOID-1' });
   * ```
   */
  voidInvoice,
  /**
   * Takes the void of a sale back: the sale stands again, and earns what it would have earned.
   *
   * @example
   * ```ts
   * await pointbook.reinstateInvoice({ invoiceId: 'INV-1', reinstatementId: 'BACK-1', actor: 'staff-3' });
   * ```
   */
  reinstateInvoice,
  /**
   * Says that a payment no longer counts: it bounced, or was mistyped. What it had paid is owed again, and another payment
   * may come under an id of its own.
   *
   * @example
   * ```ts
   * await pointbook.reversePayment({ invoiceId: 'INV-1', paymentId: 'P-1', reversalId: 'BOUNCED-1' });
   * ```
   */
  reversePayment,
  /**
   * Takes points back for goods that come back where nobody knows the sale.
   *
   * @example
   * ```ts
   * await pointbook.returnWithoutSale({ memberId: 'C-17', returnId: 'RET-1', sale: { currency: 'IDR', total: 40_000 } });
   * ```
   */
  returnWithoutSale,
  /**
   * Moves a sale to another member: what it earned is taken back from one and earned by the other, in one commit.
   *
   * @example
   * ```ts
   * await pointbook.reassignInvoice({ invoiceId: 'INV-1', toMemberId: 'C-18', actor: 'staff-3', idempotencyKey: 'move-1' });
   * ```
   */
  reassignInvoice,
  /**
   * Gives a sale that named no customer its member, once, at the rules of the sale.
   *
   * @example
   * ```ts
   * await pointbook.claimInvoice({ invoiceId: 'INV-2', phone: '+628123456789', idempotencyKey: 'claim-INV-2' });
   * ```
   */
  claimInvoice,
  /**
   * Gives points to a member or takes points away, by hand.
   *
   * @example
   * ```ts
   * await pointbook.adjustPoints({
   *   memberId: 'C-17', points: 50, direction: 'add', actor: 'staff-3', reason: 'missed sale', idempotencyKey: 'adj-1',
   * });
   * ```
   */
  adjustPoints,
  /**
   * Makes a member's balance what it should be.
   *
   * @example
   * ```ts
   * await pointbook.setBalance({
   *   memberId: 'C-17', balance: 200, expectedBalance: 180, actor: 'staff-3', reason: 'recount', idempotencyKey: 'set-1',
   * });
   * ```
   */
  setBalance,
  /**
   * Undoes an adjustment, an opening balance or a return without a sale, once, in whole or in part.
   *
   * @example
   * ```ts
   * await pointbook.reverseEntry({
   *   memberId: 'C-17', sequence: 4, actor: 'staff-3', reason: 'wrong customer', idempotencyKey: 'undo-1',
   * });
   * ```
   */
  reverseEntry,
  /**
   * Spends points in one step, for money or for a reward.
   *
   * @example
   * ```ts
   * await pointbook.redeemPoints({ memberId: 'C-17', redemptionId: 'RD-1', points: 100 });
   * ```
   */
  redeemPoints,
  /**
   * Sets points aside for a redemption. Nothing else can spend or expire them until the deadline, when the hold lapses.
   *
   * @example
   * ```ts
   * await pointbook.holdPoints({ memberId: 'C-17', redemptionId: 'RD-2', points: 100, holdMinutes: 10 });
   * ```
   */
  holdPoints,
  /**
   * Spends what a hold set aside, even if its points would have expired meanwhile. What is not captured is released.
   *
   * @example
   * ```ts
   * await pointbook.captureHold({ memberId: 'C-17', redemptionId: 'RD-2' });
   * ```
   */
  captureHold,
  /**
   * Gives back what a hold set aside.
   *
   * @example
   * ```ts
   * await pointbook.releaseHold({ memberId: 'C-17', redemptionId: 'RD-2' });
   * ```
   */
  releaseHold,
  /**
   * Says that a redemption was a mistake: its points come back as they were, in whole or in parts.
   *
   * @example
   * ```ts
   * await pointbook.undoRedemption({ memberId: 'C-17', redemptionId: 'RD-1', undoId: 'UNDO-1', actor: 'staff-3' });
   * ```
   */
  undoRedemption,
};
