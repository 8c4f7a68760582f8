// Steps that the ledger's own verbs are made of, for plugins that do a part of what these do, or do it to many members.
// What a plugin is made of is in plugin.ts; a plugin that only adds records, verbs and reactions needs nothing of this.
// Days, figures and failures are in values.ts.

// the account of a member, written entry by entry: what postEntry does in one call
export { balanceOf, isAvailable } from './ledger/account.ts';
export { actorForm } from './ledger/actor-form.ts';
export { type CauseMeaning, meaningOf } from './ledger/cause-meanings.ts';
export {
  commandRef,
  entryOfCommand,
  type FoldedEntry,
  foldedEntries,
  reversibleEntries,
  reversibleEntry,
} from './ledger/ledger-kinds.ts';
export { followEntry } from './ledger/follow-entry.ts';
export { inactivityAfter, isInactive } from './ledger/inactivity.ts';
export { lotFor } from './ledger/lot-for.ts';
export { byEnd, changeLots, isSameLot } from './ledger/lot.ts';
export { effect, giveTo, ripen } from './ledger/movement.ts';
export { type NewEntry, openPosting, type Posting, wouldOverflow } from './ledger/posting.ts';
export { markOf } from './ledger/recall-by-entry.ts';

// the program that stands
export { programOf } from './program/program-of.ts';
export { systemActor } from './program/program.ts';
export { sectionOf } from './program/parsing/section.ts';

// members: those who come with their first points, and what is known of them
export { enrol, profileReads, whatIsTaken } from './members/enrol.ts';
export { personColumns } from './members/person-fields.ts';
export { type ProfiledMember, withProfiles } from './members/with-profiles.ts';

// spending: a hold that something else confirms
export { putHold } from './spending/hold-points.ts';
export { holdReads, openHold } from './spending/holds/open-hold.ts';
export { checkBalance, openPriced, type SpendingFailure } from './spending/redemption/open-spending.ts';
export { checkRedemptionFields, type Redemption, redemptionFields } from './spending/redemption/redemption-fields.ts';
export { redemptionReceipt } from './spending/redemption/redemption-receipt.ts';
export { actorOf, entryOfStep, stepRef } from './spending/redemption/redemption-steps.ts';
export { putRelease } from './spending/release-hold.ts';
export { type TooManyHolds, withRoomForHold } from './spending/holds/room-for-hold.ts';
export { spendHold, type SpendHoldFailure } from './spending/holds/spend-hold.ts';

// adjusting: changes by staff, one by one or many
export { adjustmentReceipt } from './adjusting/adjustment-receipt.ts';
export { changeBy, setTo } from './adjusting/change-by.ts';
export { type NoteTexts, noteTexts } from './adjusting/note-texts.ts';
export { postByStaff, putNoted, recallStaffCommand, staffFields, staffReads } from './adjusting/staff-command.ts';
export { undoEntry } from './adjusting/undo-entry.ts';

// queries, streams and work on many members, in turns and pages
export type { ExpireDueFailure } from './expiring/expire-due.ts';
export { decideOnce } from './kernel/command.ts';
export { othersFirst } from './kernel/engine/next-turn.ts';
export { readClock } from './kernel/read-clock.ts';
export { ledgerHolds } from './kernel/store-failure.ts';
export { type Stride, type StrideOptions, strideOf } from './kernel/engine/stride.ts';
export { notACursor, pageFields, pageOf, usualPage } from './reading/page.ts';
export { accountNow } from './reading/read-account.ts';
export type { Place } from './store/record-reader.ts';
