import { err, ok, type Result } from 'neverthrow';
import type { Finding } from '../kernel/check.ts';
import type { StoreError } from '../kernel/store-error.ts';
import { type EntryName, nothingToLoad } from '../store/load-request.ts';
import type { StoredEntry, StoredNote } from '../store/stored-rows.ts';
import { byBytes } from '../values/by-bytes.ts';
import type { MemberId } from '../values/ids.ts';
import type { CheckingHost } from './checking-host.ts';
import { pagesOf } from './pages.ts';
import { soundRows } from './sound-rows.ts';

const notesAtATime = 1000;

/** The entries of a page, and of which of them the notes are asked. */
interface EntryPage {
  readonly rows: readonly StoredEntry[];
  /** They come after this one; null for the first. */
  readonly after: EntryName | null;
  /** The last entry that is looked at; null where none comes after them. */
  readonly last: EntryName | null;
}

/** Each note must be the one that was written with its entry. */
export async function checkNotes(
  { store, reads, program }: CheckingHost,
  { rows, after, last }: EntryPage,
  report: (finding: Finding) => void,
): Promise<Result<void, StoreError>> {
  const { notes: notesAfter } = store.rows;
  if (notesAfter === undefined) return ok();
  const notes = new Map<string, StoredNote>();
  const isPast = (row: EntryName) => last !== null && inOrder(row, last) > 0;
  for await (const page of pagesOf<StoredNote>(notesAtATime, (note) =>
    notesAfter(program.programId, note ?? after, notesAtATime),
  )) {
    if (page.isErr()) return err(page.error);
    for (const note of page.value) if (!isPast(note)) notes.set(nameOf(note), note);
    const end = page.value.at(-1);
    if (last !== null && end && inOrder(end, last) >= 0) break;
  }
  soundRows(
    rows.filter((row) => !isPast(row)),
    (row) => {
      const note = notes.get(nameOf(row)) ?? null;
      notes.delete(nameOf(row));
      reads.sound.note(row, note);
    },
    ({ memberId, sequence }, problem) => report({ memberId: memberId as MemberId, sequence, problem }),
  );
  if (notes.size === 0) return ok();
  // Somebody may have written an entry and its note since the entries were read.
  const entries = Array.from(notes.values(), ({ memberId, sequence }) => ({ memberId, sequence }));
  const loaded = await store.rows.load(program.programId, { ...nothingToLoad, entries });
  if (loaded.isErr()) return err(loaded.error);
  for (const { entry } of loaded.value.entries) notes.delete(nameOf(entry));
  for (const { memberId, sequence } of notes.values())
    report({ memberId: memberId as MemberId, sequence, problem: 'The note belongs to no entry.' });
  return ok();
}

function inOrder(a: EntryName, b: EntryName): number {
  return byBytes(a.memberId, b.memberId) || a.sequence - b.sequence;
}

function nameOf({ memberId, sequence }: EntryName): string {
  return `${sequence} ${memberId}`;
}
