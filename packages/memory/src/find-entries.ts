import { byBytes, type EntryPosition, type EntrySearch, type NotedRow, type StoredEntry } from '@pointbook/core/store';
import { inTurns } from './in-turns.ts';
import { smallest } from './smallest.ts';
import { nameOf, type Tables } from './tables.ts';

/** The first entries that match, in the order of `RecordReader.findEntries`, after the place. */
export async function findEntries(
  tables: Tables,
  filter: EntrySearch,
  after: EntryPosition | null,
  limit: number,
): Promise<NotedRow[]> {
  const entries = filter.memberId === undefined ? tables.feed : (tables.entries.get(filter.memberId) ?? []);
  // One member's entries come in the order of their sequence, whatever their dates.
  const isOwn = filter.memberId !== undefined;
  const compare = (a: EntryPosition, b: EntryPosition): number =>
    isOwn && a.memberId === b.memberId ? b.sequence - a.sequence : byDate(a, b);
  const found = smallest<NotedRow>(limit, (a, b) => compare(a.entry, b.entry));
  const look = (entry: StoredEntry) => {
    if (after !== null && compare(after, entry) >= 0) return;
    const candidate = noted(tables, entry);
    if (matches(candidate, filter)) found.add(candidate);
  };
  return inTurns(entries, look, () => found.items());
}

/** An entry with its note. */
export function noted(tables: Tables, entry: StoredEntry): NotedRow {
  return { entry, note: tables.notes.get(nameOf(entry.memberId, entry.sequence)) ?? null };
}

/** Newest first, then by member, then newest first. */
function byDate(a: EntryPosition, b: EntryPosition): number {
  return b.postedAt - a.postedAt || byBytes(a.memberId, b.memberId) || b.sequence - a.sequence;
}

function matches({ entry, note }: NotedRow, filter: EntrySearch): boolean {
  const { kinds, causes, actor, reference, from, until, reason } = filter;
  return (
    (kinds === undefined || kinds.includes(entry.kind)) &&
    (causes === undefined || causes.includes(entry.cause)) &&
    (actor === undefined || actor === entry.actor) &&
    (reference === undefined || (reference.type === entry.referenceType && reference.id === entry.referenceId)) &&
    (from === undefined || entry.postedAt >= from) &&
    (until === undefined || entry.postedAt < until) &&
    (reason === undefined || lowerAscii(note?.reason ?? null)?.includes(lowerAscii(reason) ?? '') === true)
  );
}

/** Letter case of A to Z alone, which every database can ignore in the same way. */
function lowerAscii(text: string | null): string | null {
  return text === null ? null : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
