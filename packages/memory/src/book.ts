import {
  commandId,
  entryId,
  type BudgetKey,
  type CardCode,
  type ChallengeId,
  type ChallengeRecord,
  type Changes,
  type CodeBudget,
  type Entry,
  type EntryKey,
  type InvoiceId,
  type InvoiceRecord,
  type JobId,
  type JobProblem,
  type JobRecord,
  type MemberId,
  type MemberRecord,
  type Note,
  type Phone,
  type ProfileRecord,
  type Program,
  type ProgramVersion,
  type RecordKeys,
  type Records,
  type ReversibleEntry,
} from '@pointbook/core';

/** All that is kept of one program. */
export interface Book {
  readonly programs: Map<ProgramVersion, Program>;
  readonly members: Map<MemberId, MemberRecord>;
  readonly profiles: Map<MemberId, ProfileRecord>;
  readonly phones: Map<Phone, MemberId>;
  readonly cardCodes: Map<CardCode, MemberId>;
  readonly invoices: Map<InvoiceId, InvoiceRecord>;
  readonly challenges: Map<ChallengeId, ChallengeRecord>;
  readonly budgets: Map<BudgetKey, CodeBudget>;
  readonly jobs: Map<JobId, JobRecord>;
  /** By number. */
  readonly jobProblems: Map<JobId, Map<number, JobProblem>>;
  /** Each member's entries by sequence, from 1. */
  readonly entries: Map<MemberId, Entry[]>;
  /** All of them in the order of commit. */
  readonly feed: Entry[];
  /** By `commandId`. */
  readonly commands: Map<string, Entry>;
  /** By `entryId`. */
  readonly notes: Map<string, Note>;
}

/** A book without records. */
export function emptyBook(): Book {
  return {
    programs: new Map(),
    members: new Map(),
    profiles: new Map(),
    phones: new Map(),
    cardCodes: new Map(),
    invoices: new Map(),
    challenges: new Map(),
    budgets: new Map(),
    jobs: new Map(),
    jobProblems: new Map(),
    entries: new Map(),
    feed: [],
    commands: new Map(),
    notes: new Map(),
  };
}

/** The records that the keys name. */
export function findRecords(book: Book, keys: RecordKeys): Records {
  return {
    programVersions: found(keys.programVersions, (version) => book.programs.get(version)),
    members: found(keys.members, (memberId) => book.members.get(memberId)),
    profiles: found(keys.profiles, (memberId) => book.profiles.get(memberId)),
    phones: found(keys.phones, (phone) => book.phones.get(phone)),
    cardCodes: found(keys.cardCodes, (cardCode) => book.cardCodes.get(cardCode)),
    invoices: found(keys.invoices, (invoiceId) => book.invoices.get(invoiceId)),
    challenges: found(keys.challenges, (challengeId) => book.challenges.get(challengeId)),
    budgets: found(keys.budgets, (key) => book.budgets.get(key)),
    jobs: found(keys.jobs, (jobId) => book.jobs.get(jobId)),
    entries: new Map(keys.entries?.map((key) => [entryId(key), reversibleEntry(book, key)])),
    commands: found(keys.commands?.map(commandId), (id) => book.commands.get(id)),
  };
}

function found<Key, Found>(keys: readonly Key[] = [], find: (key: Key) => Found | undefined): Map<Key, Found | null> {
  return new Map(keys.map((key) => [key, find(key) ?? null]));
}

function reversibleEntry(book: Book, { memberId, sequence }: EntryKey): ReversibleEntry | null {
  const entries = book.entries.get(memberId) ?? [];
  const entry = entries[sequence - 1];
  if (entry === undefined) return null;
  const reversals = entries.filter(
    ({ kind, reference }) => kind === 'reversal' && reference?.type === 'entry' && reference.id === String(sequence),
  );
  return { entry, reversed: reversals.reduce((sum, { delta }) => sum + Math.abs(delta), 0) };
}

/** Writes changes in which `problemWith` found nothing wrong. */
export function writeChanges(book: Book, changes: Changes): void {
  for (const program of changes.programs)
    if (!book.programs.has(program.version)) book.programs.set(program.version, program);
  for (const member of changes.members) book.members.set(member.account.memberId, member);
  for (const invoice of changes.invoices) book.invoices.set(invoice.invoiceId, invoice);
  for (const challenge of changes.challenges) book.challenges.set(challenge.challengeId, challenge);
  for (const budget of changes.budgets) book.budgets.set(budget.key, budget);
  for (const job of changes.jobs) book.jobs.set(job.jobId, job);
  for (const problem of changes.jobProblems) {
    const problems = book.jobProblems.get(problem.jobId) ?? new Map<number, JobProblem>();
    book.jobProblems.set(problem.jobId, problems.set(problem.number, problem));
  }
  for (const note of changes.notes) book.notes.set(entryId(note), note);
  for (const entry of changes.entries) writeEntry(book, entry);
  // First all give up their phones and cards, so that two members may swap them.
  for (const { memberId } of changes.profiles) {
    const before = book.profiles.get(memberId);
    if (before?.phone) book.phones.delete(before.phone);
    if (before?.cardCode) book.cardCodes.delete(before.cardCode);
  }
  for (const profile of changes.profiles) {
    book.profiles.set(profile.memberId, profile);
    if (profile.phone) book.phones.set(profile.phone, profile.memberId);
    if (profile.cardCode) book.cardCodes.set(profile.cardCode, profile.memberId);
  }
}

function writeEntry(book: Book, entry: Entry): void {
  const entries = book.entries.get(entry.memberId);
  if (entries === undefined) book.entries.set(entry.memberId, [entry]);
  else entries.push(entry);
  book.feed.push(entry);
  if (entry.command) book.commands.set(commandId({ memberId: entry.memberId, key: entry.command.key }), entry);
}
