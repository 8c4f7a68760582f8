// What plugins are made of: verbs, kinds of records, and the book that decisions work on.
export type { Book } from './kernel/book.ts';
export type { AnyCheck, Check, Finding } from './kernel/check.ts';
export { command, sendingCommand, fingerprintOfCommand } from './kernel/command.ts';
export type { CommandDeclaration, Mark, Recall, Recalling, SendingCommandDeclaration } from './kernel/command.ts';
export { pure, query, stream } from './kernel/query.ts';
export type { PureDeclaration, QueryDeclaration, StreamDeclaration } from './kernel/query.ts';
export { jsonCodec, record } from './kernel/record.ts';
export { type AnyForm, type Form, type FormName, forms, type Json, type RowFields } from './kernel/forms.ts';
export { rowCodec, type RowCodecOptions } from './kernel/row-codec.ts';
export type {
  AnyRecordKind,
  Codec,
  ColumnType,
  FormatStep,
  Listed,
  RecordDeclaration,
  RecordKind,
  Ref,
} from './kernel/record.ts';
export type { AnyPlugin, BoundList, Plugin, PluginVerbs, VerbList } from './kernel/plugin.ts';
export type { Reaction, Written } from './kernel/reaction.ts';
export type { ReactionFailed, ReactionFailure, ReactionRefused, RefusedReaction } from './kernel/reaction-failure.ts';
export type { RecordRemoved } from './kernel/record-removed.ts';
export type { NoSections, PluginSections, Section, SectionBearer } from './kernel/section.ts';
export { section, type SectionDeclaration } from './program/section.ts';
export type { Agrees, Shape } from './kernel/shape.ts';
export type { StandardSchema } from './kernel/standard-schema.ts';
export { standardShape } from './kernel/standard-shape.ts';
export { actorForm } from './ledger/actor-form.ts';
export { accounts, appendEntries, entries, type FoldedEntry, foldedEntries, memberOf } from './ledger/ledger-kinds.ts';
export type { MemberRecord } from './ledger/member-record.ts';
export { postEntry } from './ledger/post-entry.ts';
export { markOf, recallByEntry } from './ledger/recall-by-entry.ts';
export { personColumns } from './members/person-fields.ts';
export { profiles, profileSaves } from './members/profile-record.ts';
export { pastBases, replacedSales } from './sales/invoice/past-of-invoice.ts';
export { coveringInstant } from './sales/worth/covering.ts';
export { invoices } from './sales/invoice/invoices.ts';
export { refunds, refundsOf } from './sales/invoice/refund-record.ts';
export { payments, paymentsOf } from './sales/invoice/payment-record.ts';
export { paymentSumsOf } from './sales/worth/payment-sums.ts';
export { rulesOfVersion } from './sales/invoice/open-invoice.ts';
export { withTakenBack } from './sales/settling/taken-back.ts';
export { planClawback } from './sales/settling/plan-clawback.ts';
export { forgiving, shortBecomes } from './sales/settling/short-points.ts';
export type { ReadingHost } from './reading/reading-host.ts';
export type { Reads } from './store/reads.ts';
export type { Task } from './kernel/task.ts';
export type * from './kernel/verb.ts';
export { type VerbDescription, verbsOf } from './pointbook/verbs-of.ts';
// what decisions of members' points are built of
export { balanceOf, isAvailable, nameOfLapse } from './ledger/account.ts';
export { commandRef, entryOfCommand, reversibleEntries, reversibleEntry } from './ledger/ledger-kinds.ts';
export { comesTooLate, hasEndedInactive, inactivityAfter, isInactive, lotFor } from './ledger/lot-for.ts';
export { byEnd, changeLots, hasEnded, isSameLot } from './ledger/lot.ts';
export { effect, giveTo, ripen, splitLots, takeFrom } from './ledger/movement.ts';
export { closePosting, type Posting, type NewEntry, openPosting, post, wouldOverflow } from './ledger/posting.ts';
export { lotEndOf } from './program/expiry.ts';
export { programOf } from './program/program-of.ts';
export { readStored } from './program/stored-program.ts';
export { systemActor } from './program/program.ts';
export { sectionOf } from './program/section.ts';
// steps of the till's verbs, for commands that do a part of what they do, or do it to many members
export { adjustmentReceipt } from './adjusting/adjustment-receipt.ts';
export { changeBy } from './adjusting/change-by.ts';
export { postByStaff, putNoted, recallStaffCommand, staffFields, staffReads } from './adjusting/staff-command.ts';
export { type NoteTexts, noteTexts } from './adjusting/note-texts.ts';
export { undoEntry } from './adjusting/undo-entry.ts';
export { enrol, profileReads, whatIsTaken } from './members/enrol.ts';
export { type ProfiledMember, withProfiles } from './members/with-profiles.ts';
export { putHold } from './spending/hold-points.ts';
export { holdReads, openHold } from './spending/open-hold.ts';
export { type SpendingFailure, checkBalance, openPriced } from './spending/open-spending.ts';
export { type Redemption, checkRedemptionFields, redemptionFields } from './spending/redemption-fields.ts';
export { redemptionReceipt } from './spending/redemption-receipt.ts';
export { actorOf, entryOfStep, stepRef } from './spending/redemption-steps.ts';
export { type TooManyHolds, withRoomForHold } from './spending/room-for-hold.ts';
export { putRelease } from './spending/release-hold.ts';
export { type SpendHoldFailure, spendHold } from './spending/spend-hold.ts';
// what queries and streams are built of
export type { ExpireDueFailure } from './expiring/expire-due.ts';
export { decideOnce } from './kernel/command.ts';
export { othersFirst } from './kernel/next-turn.ts';
export { readClock } from './kernel/read-clock.ts';
export { type Stride, type StrideOptions, strideOf } from './kernel/stride.ts';
export { notACursor, pageFields, pageOf, usualPage } from './reading/page.ts';
export { accountNow } from './reading/read-account.ts';
export type { Place } from './store/record-reader.ts';
// files for spreadsheets
export { unguarded } from './csv/formula-guard.ts';
export { type CsvValue, type Delimiter, writeCsv } from './csv/write-csv.ts';
// instants, figures and the errors of the till
export { dayMs, isBusinessDate } from './values/business-date.ts';
export { businessDateOf, type ShopDays, startOfDate, startOfNextDay } from './values/calendar.ts';
export { channels } from './values/channel.ts';
export {
  balanceMismatch,
  hostKeyReused,
  idempotencyKeyReused,
  invalidCommand,
  pointsOverflow,
  unknownEntry,
  unknownMember,
} from './values/failures.ts';
export { fingerprintOf } from './values/fingerprint.ts';
export { firstInstant, lastInstant, latest } from './values/instant.ts';
export { ledgerHolds } from './kernel/store-failure.ts';
export { invariant } from './values/invariant.ts';
export { round } from './values/fraction.ts';
export { type NativeCrypto, nativeCrypto } from './values/native-crypto.ts';
export { isWhole, pointsIn, type Rounding, sumOf } from './values/points.ts';
export { productOf, quotientOf } from './values/product.ts';
export { hexOf, Sha256 } from './values/sha256.ts';
