import type { JobId, ProgramId } from '@pointbook/core';
import type { JobRecord } from '@pointbook/core/jobs';
import { claim, claimSame, errorOf, valueOf } from '../../conformance/claim.ts';
import type { ConformanceCase } from '../../conformance/conformance-case.ts';
import { hostileIds } from '../../conformance/hostile-ids.ts';
import { counts, jobsOfAllShapes, maxSafe, text } from '../../conformance/sample-jobs.ts';
import {
  changesOf,
  job,
  jobProblem,
  member,
  newMember,
  noon,
  note,
  shop,
  withPoints,
} from '../../conformance/sample-records.ts';
import { give, write } from '../../conformance/till.ts';
import type { LedgerView } from '../../view/ledger-view.ts';

/** What becomes of jobs and of what they left out: each is kept and found as it was written, in its program. */
export const jobCases: readonly ConformanceCase[] = [
  {
    name: 'jobs: null for what is not there, absent for what was not named',
    async run({ store }) {
      const { reader } = store;
      await write(store, { jobs: [job('j'), job('other')], jobProblems: [jobProblem('j', 1)] });
      const expected = [
        ['j', job('j')],
        ['gone', null],
      ];
      claimSame(await found(store, ['j', 'gone']), expected, 'The jobs that were named');
      claimSame(await found(store, []), [], 'The jobs, where none was named');
      claimSame(valueOf(await reader.job(shop, 'gone' as JobId)), null, 'An unknown job');
      claimSame(valueOf(await reader.jobProblems(shop, 'gone' as JobId, 0, 9)), [], 'The problems of an unknown job');
      claimSame(valueOf(await reader.jobs('empty' as ProgramId, null, null, 9)), [], 'The jobs of an empty ledger');
    },
  },
  {
    name: 'jobs: every field comes back as it was written, after a restart too',
    invariants: [25, 29],
    async run({ store, dump, reopen }) {
      const problems = [
        jobProblem('by ids', 1),
        jobProblem('by ids', 2, { memberId: null }),
        jobProblem('by ids', maxSafe, { memberId: text, kind: text, message: `${text}${'long '.repeat(2000)}` }),
      ];
      await write(store, { jobs: jobsOfAllShapes, jobProblems: problems });
      const kept = await dump(shop);
      claimSame([kept.jobs, kept.jobProblems], [jobsOfAllShapes, problems], 'What was kept');
      const again = await reopen();
      const ids = jobsOfAllShapes.map(({ jobId }) => jobId);
      claimSame(await jobsIn(again, ids), jobsOfAllShapes, 'What a decision sees');
      for (const each of jobsOfAllShapes)
        claimSame(valueOf(await again.reader.job(shop, each.jobId)), each, 'What the reader tells');
      const read = valueOf(await again.reader.jobProblems(shop, 'by ids' as JobId, 0, 9));
      claimSame(read, problems, 'The problems that the reader tells');
    },
  },
  {
    name: 'jobs: many in one commit; what changes some leaves the others as they are',
    async run({ store, dump }) {
      const ids = Array.from({ length: 300 }, (_, index) => `j${String(index).padStart(3, '0')}`);
      const save = async (changed: readonly string[], state: JobRecord['state']) => {
        const jobs = changed.map((id) => job(id, { state }));
        const keys = { jobs: jobs.map(({ jobId }) => jobId) };
        valueOf(await store.transact(shop, keys, () => ({ changes: changesOf({ jobs }), value: null })));
      };
      await save(ids, 'running');
      await save(['j007'], 'stopped');
      await save(['j007', 'j008', 'j300'], 'finished');
      const changed = ['j007', 'j008', 'j300'];
      const expected = [...ids, 'j300'].map((id) => job(id, { state: changed.includes(id) ? 'finished' : 'running' }));
      claimSame((await dump(shop)).jobs, expected, 'The jobs');
    },
  },
  {
    name: 'jobs: a chunk of a thousand members is there at once, with its entries, notes, problems and place',
    invariants: [20, 25],
    async run({ store, dump }) {
      const ids = Array.from({ length: 1000 }, (_, index) => `m${String(index).padStart(4, '0')}`);
      const reference = { type: 'job', id: 'j' } as const;
      const posted = ids.map((id) => withPoints(newMember(id), 5, { reference }));
      const entries = posted.map(({ entry }) => entry);
      const changes = {
        members: posted.map(({ record }) => record),
        entries,
        notes: entries.map((entry) => note(entry, 'a birthday')),
        jobs: [job('j', { place: { after: 'm0999' }, counts: { ...counts, seen: 2000 } })],
        jobProblems: ids.map((memberId, index) => jobProblem('j', index + 1001, { memberId })),
      };
      const keys = { members: ids.map(member), jobs: ['j' as JobId] };
      valueOf(await store.transact(shop, keys, () => ({ changes: changesOf(changes), value: null })));
      claimSame(await dump(shop), changesOf(changes), 'The ledger after one chunk');
    },
  },
  {
    name: 'jobs: of a commit that is refused none is kept, neither new nor changed, and no problem',
    invariants: [20, 25],
    async run({ store, dump }) {
      await give(store, 'm', 10, { key: 'used' });
      await write(store, { jobs: [job('j')], jobProblems: [jobProblem('j', 1)] });
      const kept = await dump(shop);
      const { record, entry } = withPoints(kept.members[0] ?? newMember('m'), -5, { key: 'used' });
      const changes = changesOf({
        members: [record],
        entries: [entry],
        jobs: [job('j', { state: 'finished' }), job('new')],
        jobProblems: [jobProblem('j', 2), jobProblem('new', 1)],
      });
      const refused = errorOf(await store.transact(shop, {}, () => ({ changes, value: null })));
      claim(refused.kind === 'store-rejected', `A second use of a command key is store-rejected, not ${refused.kind}.`);
      claimSame(await dump(shop), kept, 'The ledger after the refusal');
    },
  },
  {
    name: 'jobs: a number of a problem is told once for each job, and what it told stays',
    invariants: [25],
    async run({ store, dump }) {
      await write(store, { jobs: [job('j')], jobProblems: [jobProblem('j', 1), jobProblem('j', 2)] });
      await write(store, { jobProblems: [jobProblem('other', 1)] });
      const kept = await dump(shop);
      const stopped = [job('j', { state: 'stopped' })];
      for (const jobProblems of [
        [jobProblem('j', 2, { message: 'Something else.' })],
        [jobProblem('j', 3), jobProblem('j', 1)],
        [jobProblem('j', 4), jobProblem('j', 4)],
      ]) {
        const changes = changesOf({ jobs: stopped, jobProblems });
        const refused = errorOf(await store.transact(shop, {}, () => ({ changes, value: null })));
        claimSame([refused.kind, refused.written], ['store-rejected', 'no'], 'The error');
        claimSame(await dump(shop), kept, 'The ledger after a number was told again');
      }
      await write(store, { jobs: stopped, jobProblems: [jobProblem('j', 3)] });
    },
  },
  {
    name: 'jobs: nothing in their ids is read as anything but text',
    async run({ store, dump }) {
      const problemOf = (id: string, number: number) => jobProblem(id, number, { memberId: id, kind: id, message: id });
      await write(store, {
        jobs: hostileIds.map((id) => job(id)),
        jobProblems: hostileIds.map((id) => problemOf(id, 1)),
      });
      for (const id of hostileIds) {
        claimSame(await found(store, [id]), [[id, job(id)]], 'The job');
        const after = job(id, { place: { after: id }, undoneBy: id });
        await write(store, { jobs: [after], jobProblems: [problemOf(id, 2)] });
        claimSame(valueOf(await store.reader.job(shop, id as JobId)), after, 'What the reader tells');
        const read = valueOf(await store.reader.jobProblems(shop, id as JobId, 0, 9));
        claimSame(read, [problemOf(id, 1), problemOf(id, 2)], 'The problems');
      }
      const kept = await dump(shop);
      claimSame([kept.jobs.length, kept.jobProblems.length], [hostileIds.length, 2 * hostileIds.length], 'How many');
    },
  },
  {
    name: 'programs: the same jobs in another program are other records',
    async run({ store, dump }) {
      const programs = [shop, 'SHOP', 'shop2', 'shop%', "shop' --", '__proto__'] as ProgramId[];
      const partsOf = (index: number) => ({
        jobs: [job('j', { startedAt: noon + index }), job(`of ${index}`, { startedAt: 0 })],
        jobProblems: [jobProblem('j', 1, { message: String(index) }), jobProblem('j', index + 2)],
      });
      for (const [index, programId] of programs.entries()) await write(store, partsOf(index), programId);
      for (const [index, programId] of programs.entries()) {
        const { jobs, jobProblems } = partsOf(index);
        const { reader } = store;
        claimSame(await jobsIn(store, ['j', `of ${index}`], programId), jobs, `What a decision sees in ${programId}`);
        claimSame(valueOf(await reader.job(programId, 'j' as JobId)), jobs[0], 'The job');
        for (const state of [null, 'running'] as const)
          claimSame(valueOf(await reader.jobs(programId, state, null, 99)), jobs, `The jobs of ${programId}`);
        claimSame(valueOf(await reader.jobProblems(programId, 'j' as JobId, 0, 99)), jobProblems, 'The problems');
        const kept = await dump(programId);
        claimSame([kept.jobs, kept.jobProblems], [jobs, jobProblems], `What was kept of ${programId}`);
      }
    },
  },
];

/** What a decision sees under some keys. */
async function found(store: LedgerView, ids: readonly string[], programId: ProgramId = shop) {
  const keys = { jobs: ids as readonly JobId[] };
  const answer = await store.transact(programId, keys, ({ jobs }) => ({ changes: changesOf({}), value: [...jobs] }));
  return valueOf(answer);
}

async function jobsIn(store: LedgerView, ids: readonly string[], programId?: ProgramId) {
  return (await found(store, ids, programId)).map(([, record]) => record);
}
