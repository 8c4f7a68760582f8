import type { Entry } from '../ledger/entry.ts';
import type { MemberId } from '../values/ids.ts';
import type { ChallengeRecord, CodeBudget } from './challenge.ts';
import type { InvoiceRecord } from './invoice.ts';
import type { JobProblem, JobRecord } from './job.ts';
import type { ProfileRecord } from './member.ts';
import type { MemberRecord } from '../ledger/member-record.ts';
import { type Changes, type Known, type Lookup, type Records } from './records.ts';
import { commandId, entryId } from '../ledger/entry-keys.ts';

/** The records of a batch while its decisions run: each decision sees what those before it changed. */
export interface WorkingRecords {
  readonly known: Known;
  absorb(changes: Partial<Changes>): void;
  /** Everything absorbed, each record as it is in the end. */
  changes(): Changes;
}

/**
 * Begins a batch over records as a store found them; the store's own maps stay as they are. Entries need looking after
 * only where something looks them up: earning looks none up, and is most of what happens.
 */
export function workOn(found: Known, looksUpEntries: boolean): WorkingRecords {
  const members = overlay<MemberId, MemberRecord | null>(found.members);
  const profiles = overlay<MemberId, ProfileRecord | null>(found.profiles);
  const phones = overlay(found.phones);
  const cardCodes = overlay(found.cardCodes);
  const invoices = overlay(found.invoices);
  const challenges = overlay(found.challenges);
  const budgets = overlay(found.budgets);
  const jobs = overlay(found.jobs);
  const looked = { entries: overlay(found.entries), commands: overlay(found.commands) };
  const entries: Entry[] = [];
  const notes: Changes['notes'][number][] = [];
  const jobProblems: JobProblem[] = [];

  const absorbProfile = (profile: ProfileRecord): void => {
    const before = profiles.get(profile.memberId);
    handOver(phones, before?.phone ?? null, profile.phone, profile.memberId);
    handOver(cardCodes, before?.cardCode ?? null, profile.cardCode, profile.memberId);
    profiles.changed.set(profile.memberId, profile);
  };

  return {
    known: {
      programVersions: found.programVersions,
      members,
      profiles,
      phones,
      cardCodes,
      invoices,
      challenges,
      budgets,
      jobs,
      ...looked,
    },
    absorb(changes) {
      changes.members?.forEach((member) => members.changed.set(member.account.memberId, member));
      changes.profiles?.forEach(absorbProfile);
      changes.invoices?.forEach((invoice) => invoices.changed.set(invoice.invoiceId, invoice));
      changes.challenges?.forEach((challenge) => challenges.changed.set(challenge.challengeId, challenge));
      changes.budgets?.forEach((budget) => budgets.changed.set(budget.key, budget));
      changes.jobs?.forEach((job) => jobs.changed.set(job.jobId, job));
      if (changes.jobProblems) jobProblems.push(...changes.jobProblems);
      if (changes.entries) entries.push(...changes.entries);
      if (looksUpEntries) changes.entries?.forEach((entry) => absorbEntry(looked, entry));
      if (changes.notes) notes.push(...changes.notes);
    },
    changes: () => ({
      programs: [],
      members: present(members.changed),
      profiles: present(profiles.changed),
      invoices: present<InvoiceRecord>(invoices.changed),
      challenges: present<ChallengeRecord>(challenges.changed),
      budgets: present<CodeBudget>(budgets.changed),
      jobs: present<JobRecord>(jobs.changed),
      jobProblems,
      entries,
      notes,
    }),
  };
}

/** What was found, under what has changed since. */
interface Overlay<Key, Found> extends Lookup<Key, Found> {
  readonly changed: Map<Key, Found>;
}

function overlay<Key, Found>(found: Lookup<Key, Found>): Overlay<Key, Found> {
  const changed = new Map<Key, Found>();
  return {
    changed,
    get: (key) => (changed.has(key) ? changed.get(key) : found.get(key)),
    has: (key) => changed.has(key) || found.has(key),
  };
}

/** Records are changed, never taken away, so what changed is there. */
function present<Found>(changed: ReadonlyMap<unknown, Found | null>): Found[] {
  return [...changed.values()].filter((record) => record !== null);
}

function handOver<Key>(
  holders: Overlay<Key, MemberId | null>,
  from: Key | null,
  to: Key | null,
  holder: MemberId,
): void {
  if (from !== null && from !== to) holders.changed.set(from, null);
  if (to !== null) holders.changed.set(to, holder);
}

type Looked = {
  readonly [Kind in 'entries' | 'commands']: Records[Kind] extends ReadonlyMap<infer Key, infer Found>
    ? Overlay<Key, Found>
    : never;
};

function absorbEntry({ entries, commands }: Looked, entry: Entry): void {
  const { memberId, sequence, command, reference } = entry;
  entries.changed.set(entryId({ memberId, sequence }), { entry, reversed: 0 });
  if (command) commands.changed.set(commandId({ memberId, key: command.key }), entry);
  if (entry.kind !== 'reversal' || reference?.type !== 'entry') return;
  const undone = entryId({ memberId, sequence: Number(reference.id) });
  const found = entries.get(undone);
  if (found) entries.changed.set(undone, { ...found, reversed: found.reversed + Math.abs(entry.delta) });
}
