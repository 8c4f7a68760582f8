// What a plugin is made of: verbs, kinds of records, reactions, a section of the program, and the book that decisions
// work on.
export type { Book } from './kernel/book.ts';
export type {
  AnyPlugin,
  BoundList,
  DueTurn,
  DueWork,
  Plugin,
  PluginDue,
  PluginVerbs,
  VerbList,
} from './kernel/plugin.ts';
export type { AnyCheck, Check, Finding } from './kernel/check.ts';
export type { Task } from './kernel/engine/task.ts';

// verbs, with how their inputs are checked
export { command, fingerprintOfCommand, sendingCommand } from './kernel/command.ts';
export type { CommandDeclaration, Mark, Recall, Recalling, SendingCommandDeclaration } from './kernel/command.ts';
export { pure } from './kernel/pure.ts';
export { query } from './kernel/query.ts';
export { stream } from './kernel/stream.ts';
export type { PureDeclaration } from './kernel/pure.ts';
export type { QueryDeclaration } from './kernel/query.ts';
export type { StreamDeclaration } from './kernel/stream.ts';
export type { ReadsHost } from './kernel/replica.ts';
export type { Agrees, Shape } from './kernel/shapes/shape.ts';
export type { StandardSchema } from './kernel/shapes/standard-schema.ts';
export { standardShape } from './kernel/shapes/standard-shape.ts';
export type * from './kernel/verb.ts';
export { type VerbDescription, verbsOf } from './pointbook/verbs-of.ts';

// kinds of records, and how they are written
export { jsonCodec, record } from './kernel/record.ts';
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
export { type AnyForm, type Form, type FormName, forms, type Json, type RowFields } from './kernel/forms/forms.ts';
export { rowCodec, type RowCodecOptions } from './kernel/forms/row-codec.ts';
export type { RecordRemoved } from './kernel/record-removed.ts';

// reactions
export type { Reaction, Written } from './kernel/reactions/reaction.ts';
export type {
  ReactionFailed,
  ReactionFailure,
  ReactionRefused,
  RefusedReaction,
} from './kernel/reactions/reaction-failure.ts';

// sections of the program, and a program that is stored
export type { NoSections, PluginSections, Section, SectionBearer } from './kernel/section.ts';
export { section, type SectionDeclaration } from './program/parsing/section.ts';
export type { StoredProgram } from './program/program.ts';
export { readStored, storedForm } from './program/parsing/stored-program.ts';

// what a query reads by
export type { ReadingHost } from './reading/reading-host.ts';
export type { Reads } from './store/reads.ts';

// the ledger's own kinds of records, to read and to react to; points move by postEntry
export { accounts, entries, memberOf } from './ledger/ledger-kinds.ts';
export type { MemberRecord } from './ledger/member-record.ts';
export { postEntry } from './ledger/post-entry.ts';
export { profiles, profileSaves } from './members/profile-record.ts';
export { invoices } from './sales/invoice/invoices.ts';
export { pastBases, replacedSales } from './sales/invoice/past-of-invoice.ts';
export { payments } from './sales/invoice/payment-record.ts';
export { refunds } from './sales/invoice/refund-record.ts';
