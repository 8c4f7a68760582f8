// What plugins are made of: verbs, kinds of records, and the book that decisions work on.
export type { Book } from './kernel/book.ts';
export type { AnyCheck, Check, Finding } from './kernel/check.ts';
export { command, sendingCommand, fingerprintOfCommand } from './kernel/command.ts';
export type { CommandDeclaration, Mark, Recall, SendingCommandDeclaration } from './kernel/command.ts';
export { pure, query, stream } from './kernel/query.ts';
export type { PureDeclaration, QueryDeclaration, StreamDeclaration } from './kernel/query.ts';
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
export type { AnyPlugin, BoundList, Plugin, PluginVerbs, VerbList } from './kernel/plugin.ts';
export type { Reaction, Written } from './kernel/reaction.ts';
export type { ReactionFailed, ReactionFailure, ReactionRefused, RefusedReaction } from './kernel/reaction-failure.ts';
export type { RecordRemoved } from './kernel/record-removed.ts';
export type { NoSections, PluginSections, Section, SectionBearer } from './kernel/section.ts';
export { section, type SectionDeclaration } from './program/section.ts';
export type { Agrees, Shape } from './kernel/shape.ts';
export type { StandardSchema } from './kernel/standard-schema.ts';
export { standardShape } from './kernel/standard-shape.ts';
export { accounts, entries, type FoldedEntry, foldedEntries, memberOf } from './ledger/ledger-kinds.ts';
export type { MemberRecord } from './ledger/member-record.ts';
export { postEntry } from './ledger/post-entry.ts';
export { profiles } from './members/profile-record.ts';
export { invoices } from './sales/invoice-record.ts';
export type { ReadingHost } from './reading/reading-host.ts';
export type { Reads } from './store/reads.ts';
export type { Task } from './kernel/task.ts';
export type * from './kernel/verb.ts';
export { type VerbDescription, verbsOf } from './verbs-of.ts';
