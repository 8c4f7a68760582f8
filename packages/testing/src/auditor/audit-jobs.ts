import type { Entry } from '@pointbook/core';
import type { JobProblem, JobRecord } from '@pointbook/core/jobs';
import { type AuditFinding, type Check, checkInto } from './finding.ts';
import type { LedgerDump } from './ledger-dump.ts';

/** 25: what a job says that it did is what its entries did, once for each member, and what it left out it tells. */
export function auditJobs({ jobs, jobProblems, entries }: LedgerDump): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const known = new Map(jobs.map((job) => [job.jobId as string, job]));
  const written = groupBy(entries, jobOf);
  const problemsOf = groupBy(jobProblems, ({ jobId }) => jobId);
  for (const [jobId, job] of known) {
    const check: Check = (holds, invariant, problem) =>
      checkInto(findings, null, null)(holds, invariant, `job ${jobId}: ${problem}`);
    checkFigures(job, written.get(jobId) ?? [], check);
    checkProblems(job, problemsOf.get(jobId) ?? [], check);
    checkUndoing(job, known, check);
    findings.push(...auditEntries(job, written.get(jobId) ?? [], entries));
  }
  for (const { memberId, sequence, reference } of entries) {
    const isOfNone = reference?.type === 'job' && !known.has(reference.id);
    checkInto(findings, memberId, sequence)(!isOfNone, 25, 'the job that it names is unknown');
  }
  for (const jobId of problemsOf.keys())
    checkInto(findings, null, null)(known.has(jobId), 25, `job ${jobId} is unknown`);
  return findings;
}

/** The job that wrote an entry: it is what the entry refers to, or why it takes back the one it refers to. */
function jobOf({ kind, reference }: Entry): string | undefined {
  if (reference?.type === 'job') return reference.id;
  return kind === 'reversal' && reference?.type === 'entry' ? reference.detail : undefined;
}

function checkFigures({ counts }: JobRecord, written: readonly Entry[], check: Check): void {
  const { seen, accepted, rejected, skipped, given, taken } = counts;
  const sum = accepted + rejected + skipped;
  check(sum === seen, 25, `it saw ${seen}, and says what became of ${sum}`);
  check(written.length === accepted, 25, `it says that it wrote ${accepted} entries, and there are ${written.length}`);
  const [added, deducted] = [1n, -1n].map((sign) =>
    written
      .map(({ delta }) => sign * BigInt(delta))
      .reduce((total, points) => (points > 0n ? total + points : total), 0n),
  );
  check(added === BigInt(given), 25, `it says that it gave ${given} points, and its entries gave ${added}`);
  check(deducted === BigInt(taken), 25, `it says that it took ${taken} points, and its entries took ${deducted}`);
}

function checkProblems({ counts }: JobRecord, problems: readonly JobProblem[], check: Check): void {
  const { seen, rejected } = counts;
  const numbers = new Set(problems.map(({ number }) => number));
  check(numbers.size === problems.length, 25, 'two of its problems have the same number');
  const beyond = [...numbers].filter((number) => number < 1 || number > seen);
  check(beyond.length === 0, 25, `it saw ${seen}, and tells a problem of number ${beyond[0]}`);
  check(numbers.size >= rejected, 25, `it rejected ${rejected}, and tells ${numbers.size} problems`);
}

/** A job that undoes another is the only one that does, and both say so. */
function checkUndoing({ jobId, task, undoneBy }: JobRecord, known: ReadonlyMap<string, JobRecord>, check: Check): void {
  if (task.kind === 'undo')
    check(known.get(task.undoes)?.undoneBy === jobId, 25, 'the job that it undoes does not say so');
  if (undoneBy === null) return;
  const by = known.get(undoneBy)?.task;
  check(by?.kind === 'undo' && by.undoes === jobId, 25, 'the job that it says undid it did not');
}

/**
 * A member is changed once, or once by each row with a key or with an opening balance; an entry is taken back once, if
 * it is of the undone job.
 */
function auditEntries({ task }: JobRecord, written: readonly Entry[], all: readonly Entry[]): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const undone = new Set(task.kind === 'undo' ? all.filter((entry) => jobOf(entry) === task.undoes).map(numbered) : []);
  const done = new Set<string>();
  for (const entry of written) {
    const check = checkInto(findings, entry.memberId, entry.sequence);
    const { memberId, kind, reference, command } = entry;
    const isReversal = reference?.type === 'entry';
    check(isReversal === (task.kind === 'undo'), 25, 'its job does something else');
    const row = command === null && kind !== 'opening' ? memberId : `${memberId} ${reference?.detail}`;
    const name = isReversal ? numbered({ memberId, sequence: Number(reference.id) }) : row;
    check(!isReversal || undone.has(name), 25, 'it takes back an entry that its job does not undo');
    check(!done.has(name), 25, 'its job did the same before');
    done.add(name);
  }
  return findings;
}

function numbered({ memberId, sequence }: { readonly memberId: string; readonly sequence: number }): string {
  return `${sequence} ${memberId}`;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string | undefined): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
