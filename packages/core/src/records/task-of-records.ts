import { err, ok } from 'neverthrow';
import type { Book } from '../kernel/book.ts';
import type { RecordKind, Ref } from '../kernel/record.ts';
import type { Task as KernelTask } from '../kernel/task.ts';
import { accounts, appendEntries, commandEntries, notes, reversibleEntries } from '../ledger/ledger-kinds.ts';
import { programOf } from '../program/program-of.ts';
import type { Task } from './decision.ts';
import { challenges } from '../plugins/codes/challenge.ts';
import { budgets } from '../plugins/codes/code-budget.ts';
import { jobProblems } from '../plugins/jobs/job-problem.ts';
import { jobs } from '../plugins/jobs/job-record.ts';
import { invoices, profiles, programVersions } from './kinds.ts';
import { type Changes, type Known, type Lookup, type RecordKeys } from './records.ts';
import { commandId, entryId } from '../ledger/entry-keys.ts';

/** A decision over known records, as the kernel runs decisions over a book. */
export function taskOfRecords<Receipt, Failure>(task: Task<Receipt, Failure>): KernelTask<Receipt, Failure> {
  return {
    reads: refsOf(task.keys),
    decide: (book) => {
      const decision = task.decide(knownOf(book), { program: programOf(book), now: book.now });
      if ('needs' in decision) {
        book.demand(refsOf(decision.needs));
      }
      const { outcome, changes } = decision as Exclude<typeof decision, { needs: RecordKeys }>;
      if (outcome.isOk()) {
        write(book, changes);
        return ok(outcome.value);
      }
      const failure = outcome.error;
      return Object.keys(changes).length === 0 ? err(failure) : book.keep(failure, () => write(book, changes));
    },
  };
}

/** What keys name, as refs. */
export function refsOf(keys: RecordKeys): Ref[] {
  return [
    ...(keys.programVersions ?? []).map((key) => programVersions.at(key)),
    ...(keys.members ?? []).map((key) => accounts.at(key)),
    ...(keys.profiles ?? []).map((key) => profiles.at(key)),
    ...(keys.phones ?? []).map((value) => profiles.by('phone', value)),
    ...(keys.cardCodes ?? []).map((value) => profiles.by('cardCode', value)),
    ...(keys.invoices ?? []).map((key) => invoices.at(key)),
    ...(keys.challenges ?? []).map((key) => challenges.at(key)),
    ...(keys.budgets ?? []).map((key) => budgets.at(key)),
    ...(keys.jobs ?? []).map((key) => jobs.at(key)),
    ...(keys.entries ?? []).map((key) => reversibleEntries.at(entryId(key))),
    ...(keys.commands ?? []).map((key) => commandEntries.at(commandId(key))),
  ];
}

/** A book as records that are known. */
function knownOf(book: Book): Known {
  const by = <R>(kind: RecordKind<R>): Lookup<never, R | null> => ({
    get: (key: string) => book.shown(kind, key),
    has: (key: string) => book.shown(kind, key) !== undefined,
  });
  const holder = (index: string) => {
    const lookup = { ...profiles, kind: `${profiles.kind}.${index}` } as RecordKind<unknown>;
    return by(lookup);
  };
  return {
    programVersions: by(programVersions),
    members: by(accounts),
    profiles: by(profiles),
    phones: holder('phone'),
    cardCodes: holder('cardCode'),
    invoices: by(invoices),
    challenges: by(challenges),
    budgets: by(budgets),
    jobs: by(jobs),
    entries: by(reversibleEntries),
    commands: by(commandEntries),
  } as Known;
}

/** Writes changes to a book. */
function write(book: Book, changes: Partial<Changes>): void {
  for (const member of changes.members ?? []) book.put(accounts, member);
  for (const profile of changes.profiles ?? []) book.put(profiles, profile);
  for (const invoice of changes.invoices ?? []) book.put(invoices, invoice);
  for (const challenge of changes.challenges ?? []) book.put(challenges, challenge);
  for (const budget of changes.budgets ?? []) book.put(budgets, budget);
  for (const job of changes.jobs ?? []) book.put(jobs, job);
  for (const problem of changes.jobProblems ?? []) book.append(jobProblems, problem);
  appendEntries(book, changes.entries ?? []);
  for (const note of changes.notes ?? []) book.append(notes, note);
}
