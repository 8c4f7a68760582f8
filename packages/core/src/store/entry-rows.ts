import type { Json } from '../kernel/forms/forms.ts';
import { type FormatStep, inFormat, ofFormat } from '../kernel/record.ts';
import type {
  CommandKey,
  Entry,
  EntryCause,
  EntryKind,
  EntryLine,
  Note,
  Reference,
  ShownLine,
} from '../ledger/entry.ts';
import { effectForm } from '../ledger/ledger-forms.ts';
import { entrySteps } from '../ledger/ledger-kinds.ts';
import type { ActorId, MemberId, ProgramVersion } from '../values/ids.ts';
import { checkFormat } from './format-check.ts';
import type { NotedRow } from './record-reader.ts';
import { bearsSeal, besideOf, checksum, type Columns, damaged, isSealed, readable, sealed } from './seal.ts';
import type { ShownEntry, ShownRow, StoredEntry, StoredNote } from './stored-rows.ts';

/** An entry as a store keeps one; in the newest format, if none is said. It tells the note beside it from any other. */
export function storedEntry(entry: Entry, format?: number, note?: StoredNote): StoredEntry {
  return storedEntryBy(entrySteps, entry, format, note);
}

/** The entry that a row tells. Throws a `StoreFailure` where the row cannot be read. */
export function entryOfRow(row: StoredEntry): Entry {
  return entryOfRowBy(entrySteps, row);
}

/** An entry as people are shown one, with its rules and its command. */
export function lineOfRow({ entry, note }: NotedRow): EntryLine {
  return Object.assign(factsOfRow(entrySteps, entry), { note: note as Note | null });
}

/** An entry as people are shown one. */
export function shownOfRow({ entry, note }: ShownRow): ShownLine {
  return Object.assign(shownFactsOf(entrySteps, entry), { note: note as Note | null });
}

/** An entry of a row that must be as it was written. One that has no seal is held to its account alone. */
export function soundEntryOfRow(row: StoredEntry): Entry {
  if (bearsSeal(row.effect) && !isSealed(row.effect, besideEntry(row))) throw damaged(nameOfEntry(row)());
  return entryOfRow(row);
}

/** Throws where a note is not the one that was written beside an entry, or where one of the two has no other. */
export function checkNote(row: StoredEntry, note: StoredNote | null): void {
  const beside = besideOf(row.effect);
  if (beside !== null && beside !== (note === null ? '' : sumOfNote(note)))
    throw damaged(`The note of ${nameOfEntry(row)()}`);
}

function sumOfNote({ reason, comment }: StoredNote): string {
  return checksum(JSON.stringify([reason, comment]), [], '');
}

/** The same as `storedEntry`, by other steps between formats. */
export function storedEntryBy(
  steps: readonly FormatStep[],
  entry: Entry,
  format = steps.length + 1,
  note?: StoredNote,
): StoredEntry {
  const { reference, command } = entry;
  const row = {
    memberId: entry.memberId,
    sequence: entry.sequence,
    kind: entry.kind,
    cause: entry.cause,
    delta: entry.delta,
    balanceAfter: entry.balanceAfter,
    postedAt: entry.postedAt,
    effectiveAt: entry.effectiveAt,
    actor: entry.actor,
    referenceType: reference?.type ?? null,
    referenceId: reference?.id ?? null,
    referenceDetail: reference?.detail ?? null,
    format,
    effect: JSON.stringify(inFormat(steps, effectForm.write(entry.effect, 0), format)),
    version: entry.programVersion,
    commandKey: command?.key ?? null,
    commandFingerprint: command?.fingerprint ?? null,
  };
  row.effect = sealed(row.effect, besideEntry(row), note && sumOfNote(note));
  return row;
}

/** The same as `entryOfRow`, by other steps between formats. */
export function entryOfRowBy(steps: readonly FormatStep[], row: StoredEntry): Entry {
  const facts = factsOfRow(steps, row);
  const read = (text: string) => effectForm.read(ofFormat(steps, JSON.parse(text), row.format) as Json, 0);
  return Object.assign(facts, { effect: readable(row.effect, nameOfEntry(row), read) });
}

function factsOfRow(steps: readonly FormatStep[], row: StoredEntry): Omit<Entry, 'effect'> {
  const { commandKey, commandFingerprint } = row;
  return Object.assign(shownFactsOf(steps, row), {
    programVersion: row.version as ProgramVersion,
    command: commandKey === null ? null : { key: commandKey as CommandKey, fingerprint: commandFingerprint ?? '' },
  });
}

function shownFactsOf(steps: readonly FormatStep[], row: ShownEntry): Omit<ShownLine, 'note'> {
  checkFormat('entry', row.format, steps);
  return {
    memberId: row.memberId as MemberId,
    sequence: row.sequence,
    kind: row.kind as EntryKind,
    cause: row.cause as EntryCause,
    delta: row.delta,
    balanceAfter: row.balanceAfter,
    postedAt: row.postedAt,
    effectiveAt: row.effectiveAt,
    actor: row.actor as ActorId,
    reference: referenceOf(row),
  };
}

function referenceOf({ referenceType, referenceId, referenceDetail }: ShownEntry): Reference | null {
  if (referenceType === null || referenceId === null) return null;
  const type = referenceType as Reference['type'];
  return referenceDetail === null ? { type, id: referenceId } : { type, id: referenceId, detail: referenceDetail };
}

function nameOfEntry({ memberId, sequence }: StoredEntry): () => string {
  return () => `Entry ${sequence} of member ${JSON.stringify(memberId)}`;
}

function besideEntry(row: StoredEntry): Columns {
  const { memberId, sequence, kind, cause, delta, balanceAfter, postedAt, effectiveAt, actor, version } = row;
  const { referenceType, referenceId, referenceDetail, commandKey, commandFingerprint } = row;
  return [
    memberId,
    sequence,
    kind,
    cause,
    delta,
    balanceAfter,
    postedAt,
    effectiveAt,
    row.format,
    actor,
    referenceType,
    referenceId,
    referenceDetail,
    version,
    commandKey,
    commandFingerprint,
  ];
}
