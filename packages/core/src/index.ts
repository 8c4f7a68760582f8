export {
  emptyAccount,
  heldPoints,
  lotPoints,
  type Account,
  type Inactivity,
  type LapsedLot,
  type Balance,
} from './ledger/account.ts';
export { applyEntry } from './ledger/apply-entry.ts';
export { nextDueAt } from './ledger/due.ts';
export type * from './ledger/entry.ts';
export { entryKinds } from './ledger/entry-words.ts';
export { commandId, entryId } from './ledger/entry-keys.ts';
export type * from './ledger/entry-keys.ts';
export type * from './ledger/member-record.ts';
export type * from './ledger/hold.ts';
export type * from './ledger/lot.ts';
export type { Channel } from './values/channel.ts';
export type { Weekday } from './values/business-date.ts';
export type { LocalTime } from './values/calendar.ts';
export type * from './values/ids.ts';
export type * from './values/instant.ts';
export type * from './values/money.ts';
export type * from './program/program.ts';
export type { Remedied, Remedy } from './values/remedy.ts';
export { storeError, type StoreError, type StoreErrorKind } from './kernel/store-error.ts';
export { CommitFailure, DecisionFailure, StoreFailure } from './kernel/store-failure.ts';
export type * from './program/evaluating/explanation.ts';
export type * from './program/member-facts.ts';
export type * from './program/sale.ts';
export type * from './program/evaluating/total-explanation.ts';
export type { Fraction } from './values/fraction.ts';
export type {
  FrozenFor,
  InvoiceMove,
  InvoiceRecord,
  InvoiceRedemption,
  Posted,
  PaidStep,
  PaymentSums,
  RefundedLine,
  RefundSums,
  Reinstatement,
  SavedRevision,
  StoredDone,
} from './sales/invoice/invoice-record.ts';
export type { Refund } from './sales/invoice/refund-record.ts';
export type { Approval, Payment, PaymentFacts, PaymentReversal } from './sales/invoice/payment-record.ts';
export type { Basis } from './sales/invoice/basis.ts';
export type { PastBasis, ReplacedSale } from './sales/invoice/past-of-invoice.ts';
export type { LotOfSale, PostedLot, TakenBack, TakenFromLapsed, TakenFromLot } from './sales/invoice/taken-part.ts';
export type {
  InvoiceDone,
  InvoiceReceipt,
  InvoiceStanding,
  InvoiceState,
  Withheld,
} from './sales/invoice/invoice-receipt.ts';
export type { RefundDone, RefundReceipt, StoredRefundDone } from './sales/invoice/refund-receipt.ts';
export type { PastProfileSave, ProfileRecord, ProfileSave } from './members/profile-record.ts';
// verbs
export * from './pointbook/member-verbs.ts';
export * from './pointbook/sale-verbs.ts';
export * from './pointbook/adjusting-verbs.ts';
export * from './pointbook/spending-verbs.ts';
export * from './pointbook/reading-verbs.ts';
export * from './pointbook/quoting-verbs.ts';
export type * from './adjusting/adjustment-receipt.ts';
export { createPointbook, type PointbookOptions } from './pointbook/create-pointbook.ts';
export type * from './pointbook/pointbook.ts';
export type { Member } from './members/member.ts';
export type { Person } from './members/enrol.ts';
export type { ProfileInput } from './members/person-fields.ts';
export type { SaleInput, SaleLineInput } from './sales/invoice/sale-fields.ts';
export type { StaffCommand } from './adjusting/staff-command.ts';
export { createPorts, type Ports, type PortsOptions } from './store/ports.ts';
export type { ClockGuard, JudgeTime } from './kernel/clock.ts';
export type { ClockCheck } from './store/clock-guard.ts';
export type { Finding } from './kernel/check.ts';
export type { Page, PageQuery } from './reading/page.ts';
export type { ReadingHost } from './reading/reading-host.ts';
export type { Lagging, MayLag } from './kernel/replica.ts';
export type * from './store/reads.ts';
export type { StatementLine } from './reading/statement-line.ts';
export type { Logger } from './kernel/observing/logger.ts';
export type * from './kernel/observing/observer.ts';
export type { Observing } from './kernel/observing/observers-of.ts';
export type { Engine } from './kernel/engine/engine.ts';
export type { NextTurn } from './kernel/engine/next-turn.ts';
export type { MemberReceipt } from './members/member-receipt.ts';
export type * from './values/errors.ts';
export { InvariantError } from './values/invariant.ts';
export { type Clock, systemClock } from './kernel/clock.ts';
export type { EarnBase, EarningMoney } from './program/evaluating/earning-money.ts';
export type { Cap, Complete, Condition, EarnAmount, EarnRule, LineFilter, Multiplier } from './program/earn-rule.ts';
export type * from './program/expiry-policy.ts';
export type { OtpRule, RedemptionPolicy, Reward } from './program/redemption-policy.ts';
export type { RedemptionNotAllowed } from './spending/redemption/check-redemption.ts';
export type { HoldClosed, UnknownRedemption } from './spending/holds/open-hold.ts';
export type { CodeRequired } from './spending/redemption/open-spending.ts';
export type { UnknownReward } from './spending/redemption/price-redemption.ts';
export type { NothingToRedeem } from './spending/redemption/redemption-limits.ts';
export type { RedemptionReceipt } from './spending/redemption/redemption-receipt.ts';
export type * from './program/program-definition.ts';
export type { Problem } from './schemas/problem.ts';
export {
  defineProgram,
  type InvalidProgram,
  parseProgram,
  type ProgramOptions,
} from './program/parsing/parse-program.ts';
export type { EarnPerAmount, EarnSteps } from './program/parts/amount.ts';
export type { BirthdayCondition } from './program/parts/birthday.ts';
export type { ConditionDefinition } from './program/parts/conditions.ts';
export { definePart } from './program/parts/define-part.ts';
export type { EarnAmountDefinition } from './program/parts/earn-kinds.ts';
export type { FirstPurchaseCondition } from './program/parts/first-purchase.ts';
export type { FromCondition } from './program/parts/from.ts';
export type { HoursCondition, TimeOfDay } from './program/parts/hours.ts';
export type { EarnPerItem } from './program/parts/item.ts';
export type { MinimumSpendCondition } from './program/parts/minimum-spend.ts';
export type { TiersCondition } from './program/parts/tiers.ts';
export type { UntilCondition } from './program/parts/until.ts';
export type { EarnPerVisit } from './program/parts/visit.ts';
export type { WeekdaysCondition } from './program/parts/weekdays.ts';
export type * from './program/parts/own-fields.ts';
export type * from './program/parts/own-part.ts';
export type * from './program/parts/part-versions.ts';
export type * from './kernel/shapes/standard-schema.ts';
export type { BoundedChange, TooManyChanges } from './sales/invoice/too-many-changes.ts';
export type { TooManyHolds } from './spending/holds/room-for-hold.ts';
export type {
  ClawbackRefused,
  InvoiceHasMember,
  InvoiceVoided,
  PaymentReversed,
  UnknownInvoice,
  UnknownPayment,
} from './sales/invoice/failures.ts';
export type { InvoiceDiffers } from './sales/invoice/invoice-differs.ts';
export type { CurrencyMismatch } from './sales/invoice/check-currency.ts';
export type { InvoiceBelowRefunded } from './sales/worth/check-edit.ts';
export type { UnknownLine, RefundExceedsInvoice } from './sales/settling/resolve-refund.ts';
export type { PhoneTaken, CardTaken } from './members/enrol.ts';
