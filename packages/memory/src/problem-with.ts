import { commandId, entryId, type Changes, type MemberId, type ProfileRecord } from '@pointbook/core';
import type { Book } from './book.ts';

/** Says which unique key the changes break, as a database would; null when they can be written. */
export function problemWith(book: Book, changes: Changes): string | null {
  return (
    problemWithEntries(book, changes) ??
    problemWithJobs(book, changes) ??
    problemWithHolders(changes.profiles, 'phone', (phone) => book.phones.get(phone)) ??
    problemWithHolders(changes.profiles, 'cardCode', (cardCode) => book.cardCodes.get(cardCode))
  );
}

function problemWithEntries(book: Book, { entries, notes }: Changes): string | null {
  const last = new Map<MemberId, number>();
  const commands = new Set<string>();
  for (const { memberId, sequence, command } of entries) {
    const next = (last.get(memberId) ?? book.entries.get(memberId)?.length ?? 0) + 1;
    if (sequence !== next) return `An entry was numbered ${sequence}, but ${next} is next.`;
    last.set(memberId, next);
    if (command === null) continue;
    const id = commandId({ memberId, key: command.key });
    if (book.commands.has(id) || commands.has(id)) return 'Two entries have the same command key.';
    commands.add(id);
  }
  const noted = new Set(notes.map(entryId));
  const isNotedTwice = noted.size < notes.length || notes.some((note) => book.notes.has(entryId(note)));
  return isNotedTwice ? 'An entry has two notes.' : null;
}

function problemWithJobs(book: Book, { jobProblems }: Changes): string | null {
  const told = new Set<string>();
  for (const { jobId, number } of jobProblems) {
    const id = `${number} ${jobId}`;
    if (told.has(id) || book.jobProblems.get(jobId)?.has(number)) return 'Two problems of a job have the same number.';
    told.add(id);
  }
  return null;
}

function problemWithHolders<Field extends 'phone' | 'cardCode'>(
  profiles: readonly ProfileRecord[],
  field: Field,
  holderOf: (value: NonNullable<ProfileRecord[Field]>) => MemberId | undefined,
): string | null {
  const changed = new Map(profiles.map((profile) => [profile.memberId, profile[field]]));
  const taken = new Set<ProfileRecord[Field]>();
  for (const profile of profiles) {
    const value = profile[field];
    if (value === null) continue;
    const holder = holderOf(value);
    const isKept = holder !== undefined && holder !== profile.memberId && !changed.has(holder);
    if (isKept || taken.has(value)) return `Two profiles have the same ${field}.`;
    taken.add(value);
  }
  return null;
}
