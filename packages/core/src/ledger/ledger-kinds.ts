import type { Book } from '../kernel/book.ts';
import { type AnyRecordKind, type FormatStep, jsonCodec, record, type Ref } from '../kernel/record.ts';
import type { Account } from './account.ts';
import type { MemberRecord } from './member-record.ts';
import { commandId, entryId, type EntryKey, type MemberCommand, type ReversibleEntry } from './entry-keys.ts';
import type { MemberId } from '../values/ids.ts';
import type { Entry, Note } from './entry.ts';

/** The steps between the formats of accounts: of the JSON of both texts of a row, as `{ account, activity }`. */
export const accountSteps: readonly FormatStep[] = [];

/** The steps between the formats of entries: of the JSON of the text `effect`. */
export const entrySteps: readonly FormatStep[] = [];

/** The account of each member, with what the rules need of the past. Its lock covers all records of the member. */
export const accounts = record<MemberRecord>({
  kind: 'account',
  format: accountSteps.length + 1,
  codec: jsonCodec(),
  key: ({ account }) => account.memberId,
});

/** The entries, which are only ever appended. */
export const entries = record<Entry>({
  kind: 'entry',
  format: entrySteps.length + 1,
  codec: jsonCodec(),
  key: entryId,
});

/** The free texts beside entries. */
export const notes = record<Note>({ kind: 'note', format: 1, codec: jsonCodec(), key: entryId });

/** Entries as a reversal looks them up: never written. */
export const reversibleEntries = record<ReversibleEntry>({
  kind: 'reversible-entry',
  format: 1,
  codec: jsonCodec(),
  key: ({ entry }) => entryId(entry),
});

/** The entries that commands wrote, by the commands' ids: never written. */
export const commandEntries = record<Entry>({
  kind: 'command',
  format: 1,
  codec: jsonCodec(),
  key: ({ memberId, command }) => commandId({ memberId, key: command?.key ?? 'key:' }),
});

/** An entry, and the account that it changes as it was before. */
export interface FoldedEntry {
  /** The account before the entry. */
  readonly account: Account;
  /** The entry. */
  readonly entry: Entry;
}

/** Entries as checks look at them: never written. */
export const foldedEntries = record<FoldedEntry>({
  kind: 'folded-entry',
  format: 1,
  codec: jsonCodec(),
  key: ({ entry }) => entryId(entry),
});

/** The kinds of records that are rows of accounts and entries, or read from such rows. */
export const ledgerKinds: readonly AnyRecordKind[] = [
  accounts,
  entries,
  notes,
  reversibleEntries,
  commandEntries,
  foldedEntries,
];

/** Asks for what a command of a member wrote. */
export function commandRef(of: MemberCommand): Ref {
  return commandEntries.at(commandId(of));
}

/** The entry that a command of a member wrote; null where it was not done. */
export function entryOfCommand(book: Book, of: MemberCommand): Entry | null {
  return book.get(commandEntries, commandId(of));
}

/** An entry, and how many of its points were reversed; null where there is none. */
export function reversibleEntry(book: Book, key: EntryKey): ReversibleEntry | null {
  return book.get(reversibleEntries, entryId(key));
}

/** A member's account and activity; null where no such member was enrolled. */
export function memberOf(book: Book, memberId: MemberId): MemberRecord | null {
  return book.get(accounts, memberId);
}

/** Appends entries, and shows them to later decisions of the batch that look entries up. Earning looks none up. */
export function appendEntries(book: Book, added: readonly Entry[]): void {
  const byCommand = book.isAsked(commandEntries);
  const byNumber = book.isAsked(reversibleEntries);
  for (const entry of added) {
    book.append(entries, entry);
    if (byCommand && entry.command) book.show(commandEntries, entry);
    if (byNumber) showReversible(book, entry);
  }
}

function showReversible(book: Book, entry: Entry): void {
  book.show(reversibleEntries, { entry, reversed: 0 });
  const { kind, memberId, reference } = entry;
  if (kind !== 'reversal' || reference?.type !== 'entry') return;
  const undone = book.shown(reversibleEntries, entryId({ memberId, sequence: Number(reference.id) }));
  if (undone) book.show(reversibleEntries, { ...undone, reversed: undone.reversed + Math.abs(entry.delta) });
}
