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
export type * from './ledger/hold.ts';
export type * from './ledger/lot.ts';
export type { Channel } from './model/channel.ts';
export type * from './model/ids.ts';
export type * from './model/instant.ts';
export type * from './model/message.ts';
export type * from './model/money.ts';
export type * from './program/program.ts';
export type * from './ports/ledger-reader.ts';
export type * from './ports/ledger-store.ts';
export type * from './ports/notifier.ts';
export { storeError, type StoreError, type StoreErrorKind } from './ports/store-error.ts';
export { CommitFailure, DecisionFailure, StoreFailure } from './ports/store-failure.ts';
export { parseVersioned, type Upgrade, type Versioned } from './ports/versioned-json.ts';
export type * from './records/challenge.ts';
export type * from './records/explanation.ts';
export type * from './records/invoice.ts';
export type * from './records/job.ts';
export type * from './records/member.ts';
export { commandId, entryId, noChanges } from './records/records.ts';
export type * from './records/records.ts';
export { uniteKeys, widenKeys } from './records/unite-keys.ts';
// verbs
export type * from './adjusting/adjustment-receipt.ts';
export { createPointbook, type PointbookOptions } from './pointbook.ts';
export type * from './pointbook-verbs.ts';
export { adjustPoints } from './operations/adjust-points.ts';
export { approvePayment } from './operations/approve-payment.ts';
export { cancelRedemption } from './operations/cancel-redemption.ts';
export { captureHold } from './operations/capture-hold.ts';
export { claimInvoice } from './operations/claim-invoice.ts';
export { confirmRedemption } from './operations/confirm-redemption.ts';
export { enrolMember } from './operations/enrol-member.ts';
export { expireDue } from './operations/expire-due.ts';
export { findEntries } from './operations/find-entries.ts';
export { forMembers, type MemberCodeReceipt, type MemberVerbs } from './operations/for-members.ts';
export { getBalance } from './operations/get-balance.ts';
export { getInvoice } from './operations/get-invoice.ts';
export { getMember, findMembers } from './operations/get-member.ts';
export { getStatement } from './operations/get-statement.ts';
export { holdPoints } from './operations/hold-points.ts';
export { notifyMember, type NotificationReceipt } from './operations/notify-member.ts';
export { quoteEarning, quoteRedemption } from './operations/quote.ts';
export { readFeed } from './operations/read-feed.ts';
export { reassignInvoice } from './operations/reassign-invoice.ts';
export { recordPayment } from './operations/record-payment.ts';
export { redeemPoints } from './operations/redeem-points.ts';
export { refundInvoice } from './operations/refund-invoice.ts';
export { releaseHold } from './operations/release-hold.ts';
export { requestRedemption } from './operations/request-redemption.ts';
export { resendCode } from './operations/resend-code.ts';
export { reverseEntry } from './operations/reverse-entry.ts';
export { saveInvoice } from './operations/save-invoice.ts';
export { setBalance } from './operations/set-balance.ts';
export { unlockMember } from './operations/unlock-member.ts';
export { updateMember } from './operations/update-member.ts';
export { verify } from './operations/verify.ts';
export { voidInvoice } from './operations/void-invoice.ts';
export { createPorts, type CodeMaker, type Ports, type PortsOptions } from './operations/ports.ts';
export type * from './operations/failures.ts';
export type * from './operations/receipts.ts';
export type { CodeSentReceipt } from './operations/send-code.ts';
export type { Messenger, MessengerOptions } from './notifying/messenger.ts';
export type { MessageText, MessageTexts } from './notifying/message-text.ts';
export { builtInText } from './notifying/texts.ts';
export type { Engine } from './engine/engine.ts';
export type { NextTurn } from './engine/next-turn.ts';
export type { MemberReceipt } from './members/decide-member.ts';
export type * from './model/errors.ts';
export { InvariantError } from './model/invariant.ts';
export { type Clock, systemClock } from './ports/clock.ts';
export type * from './program/earn-rule.ts';
export type * from './program/expiry-policy.ts';
export type { CodePolicy, OtpRule, RedemptionPolicy, Reward } from './program/redemption-policy.ts';
export { type RandomSource, systemRandom } from './ports/random.ts';
export type * from './records/decision.ts';
export type { RedemptionQuote } from './redeeming/quote-redemption.ts';
export type { CodeKeeper, Unsealed } from './redeeming/code-keeper.ts';
export type { CodeReceipt } from './redeeming/code-receipt.ts';
export type { RedemptionReceipt } from './redeeming/redemption-receipt.ts';
export type * from './schemas/code-commands.ts';
export type * from './schemas/invoice-commands.ts';
export type * from './schemas/member-commands.ts';
export type * from './schemas/points-commands.ts';
export type * from './schemas/program-definition.ts';
export type { Problem } from './schemas/problems.ts';
export { defineProgram, type InvalidProgram, parseProgram } from './schemas/program.ts';
