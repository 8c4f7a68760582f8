import type { CommandKey, Entry, Note } from '../ledger/entry.ts';
import type { CardCode, InvoiceId, MemberId, Phone, ProgramVersion } from '../model/ids.ts';
import type { Program } from '../program/program.ts';
import type { InvoiceRecord } from './invoice.ts';
import type { MemberRecord, ProfileRecord } from './member.ts';

/** The records that a decision needs. Naming one that does not exist is fine: that is how absence is learned. */
export interface RecordKeys {
  readonly programVersions?: readonly ProgramVersion[];
  readonly members?: readonly MemberId[];
  readonly profiles?: readonly MemberId[];
  /** Who holds this phone. */
  readonly phones?: readonly Phone[];
  /** Who holds this card. */
  readonly cardCodes?: readonly CardCode[];
  readonly invoices?: readonly InvoiceId[];
  readonly entries?: readonly EntryKey[];
  /** Entries that a command wrote, looked up by the command's id. */
  readonly commands?: readonly MemberCommand[];
}

export interface EntryKey {
  readonly memberId: MemberId;
  readonly sequence: number;
}

export interface MemberCommand {
  readonly memberId: MemberId;
  readonly key: CommandKey;
}

/** What a store found under the keys; null where there is nothing. A key that was not named is absent. */
export interface Records {
  readonly programVersions: ReadonlyMap<ProgramVersion, Program | null>;
  readonly members: ReadonlyMap<MemberId, MemberRecord | null>;
  readonly profiles: ReadonlyMap<MemberId, ProfileRecord | null>;
  readonly phones: ReadonlyMap<Phone, MemberId | null>;
  readonly cardCodes: ReadonlyMap<CardCode, MemberId | null>;
  readonly invoices: ReadonlyMap<InvoiceId, InvoiceRecord | null>;
  /** Keyed by `entryId`. */
  readonly entries: ReadonlyMap<string, ReversibleEntry | null>;
  /** Keyed by `commandId`. */
  readonly commands: ReadonlyMap<string, Entry | null>;
}

/** An entry, and how many of its points reversals have undone. */
export interface ReversibleEntry {
  readonly entry: Entry;
  readonly reversed: number;
}

/** What a decision changes: entries and notes to append, and records as they become. */
export interface Changes {
  readonly programs: readonly Program[];
  readonly members: readonly MemberRecord[];
  readonly profiles: readonly ProfileRecord[];
  readonly invoices: readonly InvoiceRecord[];
  readonly entries: readonly Entry[];
  readonly notes: readonly Note[];
}

/** The text under which `Records.entries` holds an entry. */
export function entryId({ memberId, sequence }: EntryKey): string {
  return `${sequence} ${memberId}`;
}

/** The text under which `Records.commands` holds what a command wrote. */
export function commandId({ memberId, key }: MemberCommand): string {
  return `${memberId.length} ${memberId}${key}`;
}

/** Which of these keys the records do not answer yet; null when they answer all, as they mostly do. */
export function missingKeys(records: Records, keys: RecordKeys): RecordKeys | null {
  const { entries = [], commands = [] } = keys;
  const isAnswered =
    hasAll(records.programVersions, keys.programVersions) &&
    hasAll(records.members, keys.members) &&
    hasAll(records.profiles, keys.profiles) &&
    hasAll(records.phones, keys.phones) &&
    hasAll(records.cardCodes, keys.cardCodes) &&
    hasAll(records.invoices, keys.invoices) &&
    entries.every((key) => records.entries.has(entryId(key))) &&
    commands.every((key) => records.commands.has(commandId(key)));
  return isAnswered ? null : keys;
}

function hasAll<Key>(found: ReadonlyMap<Key, unknown>, keys: readonly Key[] = []): boolean {
  for (const key of keys) if (!found.has(key)) return false;
  return true;
}
