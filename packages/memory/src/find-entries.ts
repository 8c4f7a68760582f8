import { entryId, type Entry, type EntryCursor, type EntryFilter, type NotedEntry } from '@pointbook/core';
import type { Book } from './book.ts';
import { compareIds } from './compare-ids.ts';

/** The entries that match, in the order of `LedgerReader.findEntries`, after the cursor. */
export function findEntries(book: Book, filter: EntryFilter, before: EntryCursor | null): NotedEntry[] {
  const entries =
    filter.memberId === undefined ? [...book.entries.values()].flat() : (book.entries.get(filter.memberId) ?? []);
  return entries
    .filter((entry) => before === null || compare(before, entry) < 0)
    .map((entry) => noted(book, entry))
    .filter((candidate) => matches(candidate, filter))
    .toSorted((a, b) => compare(a.entry, b.entry));
}

/** An entry with its note. */
export function noted(book: Book, entry: Entry): NotedEntry {
  return { entry, note: book.notes.get(entryId(entry)) ?? null };
}

/** Newest first, then by member, then newest first. */
function compare(a: EntryCursor, b: EntryCursor): number {
  return b.postedAt - a.postedAt || compareIds(a.memberId, b.memberId) || b.sequence - a.sequence;
}

function matches({ entry, note }: NotedEntry, filter: EntryFilter): boolean {
  const { kinds, causes, actor, reference, from, until, reason } = filter;
  return (
    (kinds === undefined || kinds.includes(entry.kind)) &&
    (causes === undefined || causes.includes(entry.cause)) &&
    (actor === undefined || actor === entry.actor) &&
    (reference === undefined || (reference.type === entry.reference?.type && reference.id === entry.reference.id)) &&
    (from === undefined || entry.postedAt >= from) &&
    (until === undefined || entry.postedAt < until) &&
    (reason === undefined || lowerAscii(note?.reason ?? null)?.includes(lowerAscii(reason) ?? '') === true)
  );
}

/** Letter case of A to Z alone, which every database can ignore in the same way. */
function lowerAscii(text: string | null): string | null {
  return text === null ? null : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
