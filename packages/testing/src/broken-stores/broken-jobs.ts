import type { JobProblem, JobRecord } from '@pointbook/core/jobs';
import { okAsync } from 'neverthrow';
import { type BrokenView, unlocked, withReader, withTransact, withWritten } from './broken-store.ts';
import type { JobCursor } from '../view/ledger-reader.ts';
import type { LedgerView } from '../view/ledger-view.ts';

const all = 1_000_000;
const shop = 'shop' as never;

/** Stores that forget, mix up or do not lock what makes the work of a job be done once, and told. */
export const brokenJobs: readonly BrokenView[] = [
  {
    name: 'forgets jobs',
    noticedBy: 'transact: `needs` may name records of every kind',
    spoil: (store) => withWritten(store, (changes) => ({ ...changes, jobs: [] })),
  },
  {
    name: 'forgets jobs when they change',
    noticedBy: 'jobs: nothing in their ids is read as anything but text',
    spoil: (store) =>
      withWritten(store, (changes, { jobs }) => ({
        ...changes,
        jobs: changes.jobs.filter(({ jobId }) => jobs.get(jobId) == null),
      })),
  },
  {
    name: 'keeps one job of a commit',
    noticedBy: 'jobs: every field comes back as it was written, after a restart too',
    spoil: (store) => withWritten(store, (changes) => ({ ...changes, jobs: changes.jobs.slice(0, 1) })),
  },
  {
    name: 'keeps no filter of a job that asks for nothing',
    noticedBy: 'jobs: every field comes back as it was written, after a restart too',
    spoil: (store) => withWritten(store, (changes) => ({ ...changes, jobs: changes.jobs.map(withoutFilter) })),
  },
  {
    name: 'does not lock jobs',
    noticedBy: 'jobs: no step of one job is lost among many callers, and every problem has its own number',
    spoil: (store) => unlocked(store, 'jobs'),
  },
  {
    name: 'shows decisions the jobs of nobody',
    noticedBy: 'transact: `needs` may name records of every kind',
    spoil: (store) =>
      withTransact(store, (programId, keys, decide) =>
        store.transact(programId, keys, (records) =>
          decide({ ...records, jobs: new Map([...records.jobs.keys()].map((id) => [id, null])) }),
        ),
      ),
  },
  {
    name: 'reads the jobs of one program for all',
    noticedBy: 'programs: the same jobs in another program are other records',
    spoil: (store) => withReader(store, { job: (_, jobId) => store.reader.job(shop, jobId) }),
  },
  {
    name: 'lists the jobs of one program for all',
    noticedBy: 'jobs: null for what is not there, absent for what was not named',
    spoil: (store) => withJobs(store, (_, ...page) => store.reader.jobs(shop, ...page)),
  },
  {
    name: 'tells the problems of one program for all',
    noticedBy: 'programs: the same jobs in another program are other records',
    spoil: (store) => withProblems(store, (_, ...page) => store.reader.jobProblems(shop, ...page)),
  },
  {
    name: 'lists no jobs',
    noticedBy: 'programs: the same jobs in another program are other records',
    spoil: (store) => withJobs(store, () => okAsync([])),
  },
  {
    name: 'lists jobs oldest first',
    noticedBy: 'programs: the same jobs in another program are other records',
    spoil: (store) =>
      withJobs(
        store,
        sortedPages(store, (a, b) => a.startedAt - b.startedAt || byUnits(a.jobId, b.jobId)),
      ),
  },
  {
    name: 'orders jobs by UTF-16 units',
    noticedBy: 'jobs: newest first, then by the UTF-8 bytes of their ids, each once in every page size',
    spoil: (store) =>
      withJobs(
        store,
        sortedPages(store, (a, b) => b.startedAt - a.startedAt || byUnits(a.jobId, b.jobId)),
      ),
  },
  {
    name: 'lists jobs that began at once in the order of their ids turned round',
    noticedBy: 'jobs: of one state, each once in every page size, wherever it was before',
    spoil: (store) =>
      withJobs(
        store,
        sortedPages(store, (a, b) => b.startedAt - a.startedAt || byUnits(b.jobId, a.jobId)),
      ),
  },
  {
    name: 'a page of jobs leaves out those that began with the last one of the page before it',
    noticedBy: 'jobs: of one state, each once in every page size, wherever it was before',
    spoil: (store) =>
      withJobs(store, (programId, state, before, limit) =>
        store.reader.jobs(
          programId,
          state,
          before && { startedAt: before.startedAt, jobId: '\u{10FFFF}' as never },
          limit,
        ),
      ),
  },
  {
    name: 'a page of jobs begins anew with those that began with the last one of the page before it',
    noticedBy: 'jobs: of one state, each once in every page size, wherever it was before',
    spoil: (store) =>
      withJobs(store, (programId, state, before, limit) =>
        store.reader.jobs(programId, state, before && { startedAt: before.startedAt, jobId: '' as never }, limit),
      ),
  },
  {
    name: 'lists jobs of every state, whichever is asked for',
    noticedBy: 'jobs: of one state, each once in every page size, wherever it was before',
    spoil: (store) => withJobs(store, (programId, _, ...page) => store.reader.jobs(programId, null, ...page)),
  },
  {
    name: 'looks for jobs of a state on the page of all alone',
    noticedBy: 'jobs: of one state, each once in every page size, wherever it was before',
    spoil: (store) =>
      withJobs(store, (programId, state, ...page) =>
        store.reader
          .jobs(programId, null, ...page)
          .map((jobs) => jobs.filter((job) => state === null || job.state === state)),
      ),
  },
  {
    name: 'takes jobs that were stopped for finished ones',
    noticedBy: 'jobs: of one state, each once in every page size, wherever it was before',
    spoil: (store) =>
      withJobs(store, (programId, state, ...page) =>
        store.reader.jobs(programId, state === 'stopped' ? 'finished' : state, ...page),
      ),
  },
  {
    name: 'forgets the problems of jobs',
    noticedBy: 'transact: every part of the changes is kept, and nothing else',
    spoil: (store) => withWritten(store, (changes) => ({ ...changes, jobProblems: [] })),
  },
  {
    name: 'keeps the first two hundred problems of a commit',
    noticedBy: 'jobs: a chunk of a thousand members is there at once, with its entries, notes, problems and place',
    spoil: (store) => withWritten(store, (changes) => ({ ...changes, jobProblems: changes.jobProblems.slice(0, 200) })),
  },
  {
    name: 'cuts off what a problem says',
    noticedBy: 'jobs: every field comes back as it was written, after a restart too',
    spoil: (store) =>
      withWritten(store, (changes) => ({
        ...changes,
        jobProblems: changes.jobProblems.map((each) => ({ ...each, message: each.message.slice(0, 1000) })),
      })),
  },
  {
    name: 'passes over a problem whose number was told before',
    noticedBy: 'transact: every part of the changes is kept, and nothing else',
    spoil: (store) => withoutRepeats(store),
  },
  {
    name: 'orders the problems of a job by their numbers as texts',
    noticedBy: 'jobProblems: in the order of their numbers, each once in every page size, of its job alone',
    spoil: (store) =>
      withProblems(store, (programId, jobId, after, limit) =>
        store.reader
          .jobProblems(programId, jobId, after, all)
          .map((found) => found.toSorted((a, b) => byUnits(String(a.number), String(b.number))).slice(0, limit)),
      ),
  },
  {
    name: 'a page of problems begins with the last one of the page before it',
    noticedBy: 'jobProblems: in the order of their numbers, each once in every page size, of its job alone',
    spoil: (store) =>
      withProblems(store, (programId, jobId, after, limit) =>
        store.reader.jobProblems(programId, jobId, after === 0 ? 0 : after - 1, limit),
      ),
  },
];

function withJobs(store: LedgerView, jobs: LedgerView['reader']['jobs']): LedgerView {
  return withReader(store, { jobs });
}

function withProblems(store: LedgerView, jobProblems: LedgerView['reader']['jobProblems']): LedgerView {
  return withReader(store, { jobProblems });
}

/** Pages of jobs in another order. */
function sortedPages(
  { reader }: LedgerView,
  inOrder: (a: JobCursor, b: JobCursor) => number,
): LedgerView['reader']['jobs'] {
  return (programId, state, before, limit) =>
    reader.jobs(programId, state, null, all).map((jobs) =>
      jobs
        .filter((job) => before === null || inOrder(before, job) < 0)
        .sort(inOrder)
        .slice(0, limit),
    );
}

function withoutFilter(job: JobRecord): JobRecord {
  const { task } = job;
  if (task.kind !== 'bulk' || task.selection.who !== 'filter') return job;
  if (Object.keys(task.selection.filter).length > 0) return job;
  return { ...job, task: { ...task, selection: { who: 'everyone' } } };
}

/** As a database does that is told to do nothing where a row is there already. */
function withoutRepeats(store: LedgerView): LedgerView {
  const seen = new Set<string>();
  const isNew = ({ jobId, number }: JobProblem) => {
    const name = `${number} ${jobId}`;
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  };
  return withWritten(store, (changes) => ({ ...changes, jobProblems: changes.jobProblems.filter(isNew) }));
}

function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
