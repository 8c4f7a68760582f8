import type { Result, ResultAsync } from 'neverthrow';
import type { AdjustmentReceipt } from './adjusting/adjustment-receipt.ts';
import type { Balance } from './ledger/account.ts';
import type { InvalidCommand, PointsOverflow, UnknownInvoice, UnknownMember } from './model/errors.ts';
import type * as Failure from './operations/failures.ts';
import type { Member, MemberReceipt, Page, StatementLine, SweepReceipt, Verification } from './operations/receipts.ts';
import type { StoreError } from './ports/store-error.ts';
import type { Explanation, InvoiceReceipt, InvoiceRecord, RefundReceipt } from './records/invoice.ts';
import type { RedemptionQuote } from './redeeming/quote-redemption.ts';
import type { RedemptionReceipt } from './redeeming/redemption-receipt.ts';
import type * as Invoices from './schemas/invoice-commands.ts';
import type * as Members from './schemas/member-commands.ts';
import type * as PointsOf from './schemas/points-commands.ts';

/**
 * A program's ledger: every verb that a point of sale needs.
 *
 * @remarks Points are whole numbers; money is in minor units. Every verb that writes is safe to call again with the
 * same command: it answers with the first receipt and writes nothing. Verbs may be called at the same time from any
 * number of callers and processes.
 */
export interface Pointbook {
  enrolMember(command: Members.EnrolMemberCommand): ResultAsync<MemberReceipt, Failure.EnrolMemberFailure>;
  updateMember(command: Members.UpdateMemberCommand): ResultAsync<MemberReceipt, Failure.UpdateMemberFailure>;
  saveInvoice(command: Invoices.SaveInvoiceCommand): ResultAsync<InvoiceReceipt, Failure.SaveInvoiceFailure>;
  recordPayment(command: Invoices.RecordPaymentCommand): ResultAsync<InvoiceReceipt, Failure.RecordPaymentFailure>;
  approvePayment(command: Invoices.ApprovePaymentCommand): ResultAsync<InvoiceReceipt, Failure.ApprovePaymentFailure>;
  refundInvoice(command: Invoices.RefundInvoiceCommand): ResultAsync<RefundReceipt, Failure.RefundInvoiceFailure>;
  voidInvoice(command: Invoices.VoidInvoiceCommand): ResultAsync<RefundReceipt, Failure.RefundInvoiceFailure>;
  reassignInvoice(command: Invoices.ReassignInvoiceCommand): ResultAsync<InvoiceReceipt, Failure.ReassignInvoiceFailure>;
  claimInvoice(command: Invoices.ClaimInvoiceCommand): ResultAsync<InvoiceReceipt, Failure.ClaimInvoiceFailure>;
  adjustPoints(command: PointsOf.AdjustPointsCommand): ResultAsync<AdjustmentReceipt, Failure.AdjustPointsFailure>;
  setBalance(command: PointsOf.SetBalanceCommand): ResultAsync<AdjustmentReceipt, Failure.SetBalanceFailure>;
  reverseEntry(command: PointsOf.ReverseEntryCommand): ResultAsync<AdjustmentReceipt, Failure.ReverseEntryFailure>;
  redeemPoints(command: PointsOf.RedeemPointsCommand): ResultAsync<RedemptionReceipt, Failure.RedeemPointsFailure>;
  holdPoints(command: PointsOf.HoldPointsCommand): ResultAsync<RedemptionReceipt, Failure.HoldPointsFailure>;
  captureHold(command: PointsOf.CaptureHoldCommand): ResultAsync<RedemptionReceipt, Failure.CaptureHoldFailure>;
  releaseHold(command: PointsOf.ReleaseHoldCommand): ResultAsync<RedemptionReceipt, Failure.ReleaseHoldFailure>;

  getMember(query: { readonly memberId: string }): ResultAsync<Member, Failure.ReadFailure | UnknownMember>;
  findMembers(query: Members.FindMembersQuery): ResultAsync<readonly Member[], Failure.ReadFailure>;
  getBalance(query: PointsOf.BalanceQuery): ResultAsync<Balance, Failure.ReadFailure | UnknownMember>;
  getInvoice(query: { readonly invoiceId: string }): ResultAsync<InvoiceRecord, Failure.ReadFailure | UnknownInvoice>;
  getStatement(query: PointsOf.StatementQuery): ResultAsync<Page<StatementLine>, Failure.ReadFailure | UnknownMember>;
  findEntries(query: PointsOf.FindEntriesQuery): ResultAsync<Page<StatementLine>, Failure.ReadFailure>;

  quoteEarning(command: Invoices.QuoteEarningQuery): Result<Explanation, InvalidCommand | PointsOverflow>;
  quoteRedemption(query: PointsOf.QuoteRedemptionQuery): Result<RedemptionQuote, InvalidCommand>;

  expireDue(query?: { readonly limit?: number }): ResultAsync<SweepReceipt, Failure.WriteFailure>;
  verify(): ResultAsync<Verification, StoreError>;
  open(): ResultAsync<void, StoreError>;
  close(): ResultAsync<void, StoreError>;
}
