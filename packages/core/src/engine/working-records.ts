import type { Entry } from '../ledger/entry.ts';
import type { MemberId } from '../model/ids.ts';
import type { ProfileRecord } from '../records/member.ts';
import { type Changes, commandId, entryId, type Records } from '../records/records.ts';

/** The records of a batch while its decisions run: each decision sees what those before it changed. */
export interface WorkingRecords {
  readonly records: Records;
  absorb(changes: Partial<Changes>): void;
  /** Everything absorbed, each record as it is in the end. */
  changes(): Changes;
}

/** Begins a batch on records as a store found them; the store's own maps stay as they are. */
export function workOn(found: Records): WorkingRecords {
  const records = {
    programVersions: found.programVersions,
    members: new Map(found.members),
    profiles: new Map(found.profiles),
    phones: new Map(found.phones),
    cardCodes: new Map(found.cardCodes),
    invoices: new Map(found.invoices),
    entries: new Map(found.entries),
    commands: new Map(found.commands),
  };
  const looksUpEntries = found.entries.size + found.commands.size > 0;
  const members: Changed<Changes['members']> = new Map();
  const profiles: Changed<Changes['profiles']> = new Map();
  const invoices: Changed<Changes['invoices']> = new Map();
  const entries: Entry[] = [];
  const notes: Changes['notes'][number][] = [];
  return {
    records,
    absorb(changes) {
      for (const member of changes.members ?? []) {
        members.set(member.account.memberId, member);
        records.members.set(member.account.memberId, member);
      }
      for (const profile of changes.profiles ?? []) {
        profiles.set(profile.memberId, profile);
        absorbProfile(records, profile);
      }
      for (const invoice of changes.invoices ?? []) {
        invoices.set(invoice.invoiceId, invoice);
        records.invoices.set(invoice.invoiceId, invoice);
      }
      for (const entry of changes.entries ?? []) {
        entries.push(entry);
        // Earning looks no entries up, and is most of what happens.
        if (looksUpEntries) absorbEntry(records, entry);
      }
      notes.push(...(changes.notes ?? []));
    },
    changes: () => ({
      programs: [],
      members: [...members.values()],
      profiles: [...profiles.values()],
      invoices: [...invoices.values()],
      entries,
      notes,
    }),
  };
}

type Changed<List extends readonly unknown[]> = Map<string, List[number]>;

type Mutable = {
  -readonly [Key in keyof Records]: Records[Key] extends ReadonlyMap<infer K, infer V> ? Map<K, V> : never;
};

function absorbProfile(
  { profiles, phones, cardCodes }: Pick<Mutable, 'profiles' | 'phones' | 'cardCodes'>,
  profile: ProfileRecord,
): void {
  const before = profiles.get(profile.memberId);
  move(phones, before?.phone ?? null, profile.phone, profile.memberId);
  move(cardCodes, before?.cardCode ?? null, profile.cardCode, profile.memberId);
  profiles.set(profile.memberId, profile);
}

function move<Key>(holders: Map<Key, MemberId | null>, from: Key | null, to: Key | null, holder: MemberId): void {
  if (from !== null && from !== to) holders.set(from, null);
  if (to !== null) holders.set(to, holder);
}

function absorbEntry({ entries, commands }: Pick<Mutable, 'entries' | 'commands'>, entry: Entry): void {
  const { memberId, sequence, command, reference } = entry;
  entries.set(entryId({ memberId, sequence }), { entry, reversed: 0 });
  if (command) commands.set(commandId({ memberId, key: command.key }), entry);
  if (entry.kind !== 'reversal' || reference?.type !== 'entry') return;
  const undone = entryId({ memberId, sequence: Number(reference.id) });
  const found = entries.get(undone);
  if (found) entries.set(undone, { ...found, reversed: found.reversed + Math.abs(entry.delta) });
}
