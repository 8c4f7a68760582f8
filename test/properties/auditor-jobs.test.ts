import { applyEntry, emptyAccount } from '@pointbook/core';
import { auditLedger, type LedgerDump, noChanges } from '@pointbook/testing';
import { describe, expect, test } from 'vitest';

type Account = LedgerDump['members'][number]['account'];
type Entry = LedgerDump['entries'][number];
type Job = LedgerDump['jobs'][number];
type Reference = NonNullable<Entry['reference']>;

/** Something somebody has meddled with. */
type Loose<T> = { -readonly [Field in keyof T]: unknown };

/** A ledger of one job that gave, took, rejected and passed over, and of another that took most of it back. */
function soundLedger(): LedgerDump {
  const accounts = new Map(['A', 'B', 'C'].map((id) => [id, emptyAccount(id as never)]));
  const entries: Entry[] = [];
  const post = (memberId: string, delta: number, reference: Reference | null, other: Partial<Loose<Entry>> = {}) => {
    const posted = entryOn(found(accounts.get(memberId)), delta, reference, other);
    entries.push(posted);
    accounts.set(memberId, applyEntry(found(accounts.get(memberId)), posted));
  };
  const undoes = (id: string) => ({ type: 'entry', id, detail: 'undo' }) as const;
  const undone = { kind: 'reversal', cause: 'entry-reversed' };
  post('A', 2, null);
  for (const [memberId, delta] of [
    ['A', -2],
    ['B', 5],
    ['C', 9],
  ] as const)
    post(memberId, delta, { type: 'job', id: 'set' }, { cause: 'balance-set' });
  post('C', -4, undoes('1'), undone);
  post('B', -5, undoes('1'), undone);
  return {
    ...noChanges,
    members: [...accounts.values()].map((account) => ({ account, activity: { days: [] } })),
    entries,
    jobs: [
      job('set', { kind: 'bulk' }, { seen: 6, accepted: 3, rejected: 2, skipped: 1, given: 14, taken: 2 }, 'undo'),
      job(
        'undo',
        { kind: 'undo', undoes: 'set' },
        { seen: 2, accepted: 2, rejected: 0, skipped: 0, given: 0, taken: 9 },
      ),
      job('none', { kind: 'bulk' }, { seen: 0, accepted: 0, rejected: 0, skipped: 0, given: 0, taken: 0 }),
    ],
    // The last one did less than it was told to, and was no rejection.
    jobProblems: [problem('set', 2), problem('set', 6), problem('undo', 1)],
  };
}

function entryOn(
  { memberId, sequence, balance }: Account,
  delta: number,
  reference: Reference | null,
  other: Partial<Loose<Entry>>,
): Entry {
  const lot = { expiresAt: 'never', availableAt: null, points: Math.abs(delta) };
  return {
    memberId,
    sequence: sequence + 1,
    kind: 'adjustment',
    cause: delta < 0 ? 'points-deducted' : 'points-added',
    delta,
    balanceAfter: balance + delta,
    postedAt: 1000 + sequence,
    effectiveAt: 1000 + sequence,
    actor: 'ann',
    reference,
    effect: delta < 0 ? { taken: [lot] } : { added: [lot] },
    programVersion: 'rules',
    command: null,
    ...other,
  } as never;
}

function job(jobId: string, task: object, counts: Job['counts'], undoneBy: string | null = null): Job {
  return { jobId, task, counts, undoneBy, state: 'finished', place: null } as never;
}

function problem(jobId: string, number: number): LedgerDump['jobProblems'][number] {
  return { jobId, number, memberId: 'X', kind: 'unknown-member', message: 'Nobody.' } as never;
}

function found<Found>(record: Found | undefined): Found {
  if (record === undefined) throw new Error('It is not there.');
  return record;
}

function change<Of extends object>(of: Of, as: Partial<Loose<Of>>): void {
  Object.assign(of, as);
}

function the({ jobs }: LedgerDump, id: string): Job {
  return found(jobs.find(({ jobId }) => jobId === id));
}

function count(dump: LedgerDump, id: string, counts: Partial<Job['counts']>): void {
  change(the(dump, id), { counts: { ...the(dump, id).counts, ...counts } });
}

function entry({ entries }: LedgerDump, memberId: string, sequence: number): Entry {
  return found(entries.find((each) => each.memberId === memberId && each.sequence === sequence));
}

const harms: readonly (readonly [harm: string, (dump: LedgerDump) => LedgerDump | void])[] = [
  ['a job that saw more than it tells of', (dump) => count(dump, 'set', { seen: 7 })],
  ['a job that passed over more than it saw', (dump) => count(dump, 'set', { skipped: 2 })],
  ['a job that changed more than it says', (dump) => count(dump, 'set', { accepted: 2, skipped: 2 })],
  ['a job that changed fewer than it says', (dump) => count(dump, 'none', { seen: 1, accepted: 1 })],
  ['a job that gave fewer points than it says', (dump) => count(dump, 'set', { given: 15 })],
  ['a job that gave more points than it says', (dump) => count(dump, 'set', { given: 13 })],
  ['a job that took other points than it says', (dump) => count(dump, 'set', { taken: 0 })],
  ['a job whose points were reckoned up', (dump) => count(dump, 'set', { given: 12, taken: 0 })],
  ['an undoing that took other points than it says', (dump) => count(dump, 'undo', { taken: 5 })],
  ['an undoing that says it wrote nothing', (dump) => count(dump, 'undo', { accepted: 0, skipped: 2, taken: 0 })],
  ['a job that does not tell whom it rejected', (dump) => ({ ...dump, jobProblems: dump.jobProblems.slice(1) })],
  [
    'a job that lists one problem twice',
    (dump) => ({ ...dump, jobProblems: [...dump.jobProblems, problem('set', 6)] }),
  ],
  ['a job that rejected whom it never saw', (dump) => change(found(dump.jobProblems[1]), { number: 7 })],
  ['a problem before the first', (dump) => change(found(dump.jobProblems[2]), { number: 0 })],
  [
    'problems of a job that is not there',
    (dump) => ({ ...dump, jobProblems: [...dump.jobProblems, problem('gone', 1)] }),
  ],
  ['entries of a job that is not there', (dump) => ({ ...dump, jobs: dump.jobs.slice(1) })],
  ['an entry of another job', (dump) => change(entry(dump, 'B', 1), { reference: { type: 'job', id: 'none' } })],
  [
    'a job that changed a member twice',
    (dump) => {
      change(entry(dump, 'A', 1), { reference: { type: 'job', id: 'set' } });
      count(dump, 'set', { seen: 7, accepted: 4, given: 16 });
    },
  ],
  [
    'an undoing that took the same back twice',
    (dump) => {
      change(entry(dump, 'B', 2), { memberId: 'C', sequence: 3 });
    },
  ],
  [
    'an undoing that took back what the job did not write',
    (dump) => change(entry(dump, 'B', 1), { reference: { type: 'external', id: 'set' } }),
  ],
  [
    'an undoing that gives anew',
    (dump) => {
      change(entry(dump, 'A', 1), { reference: { type: 'job', id: 'undo' } });
      count(dump, 'undo', { seen: 3, accepted: 3, given: 2 });
    },
  ],
  ['an undoing that the job does not know', (dump) => change(the(dump, 'set'), { undoneBy: null })],
  ['a job that another one undid than it says', (dump) => change(the(dump, 'set'), { undoneBy: 'none' })],
  ['a job that is undone by nobody', (dump) => change(the(dump, 'none'), { undoneBy: 'gone' })],
  [
    'two undoings of one job',
    (dump) => ({ ...dump, jobs: [...dump.jobs, { ...the(dump, 'undo'), jobId: 'x' as never }] }),
  ],
];

describe('[25] the auditor names', () => {
  test('nothing where every job says what it did', () => {
    expect(auditLedger(soundLedger())).toEqual([]);
  });

  test.each(harms)('%s', (_, harm) => {
    const dump = structuredClone(soundLedger());
    const findings = auditLedger(harm(dump) ?? dump);
    expect(findings.map(({ invariant }) => invariant)).toContain(25);
  });
});
