import type { JobId, ProfileRecord, ProgramId } from '@pointbook/core';
import type { JobProblem, JobRecord, JobState } from '@pointbook/core/jobs';
import { claimSame, valueOf } from '../../conformance/claim.ts';
import type { ConformanceCase } from '../../conformance/conformance-case.ts';
import { hostileIds, inByteOrder } from '../../conformance/hostile-ids.ts';
import { job, jobProblem, newMember, noon, profile, shop } from '../../conformance/sample-records.ts';
import { enrol, give, readPages, write } from '../../conformance/till.ts';
import type { LedgerView } from '../../view/ledger-view.ts';

const states: readonly JobState[] = ['running', 'stopped', 'finished'];

/** What the queries that jobs are run and listed by promise: complete, in order, page by page. */
export const jobPageCases: readonly ConformanceCase[] = [
  {
    name: 'jobs: newest first, then by the UTF-8 bytes of their ids, each once in every page size',
    async run({ store }) {
      const started = (ids: readonly string[], at: number) => ids.map((id) => job(id, { startedAt: at }));
      const longer = hostileIds.filter((id) => id.length > 1).map((id) => `-${id}`);
      await write(store, {
        jobs: [...started(['first'], 0), ...started(longer, noon), ...started(['last'], noon + 2)],
      });
      await write(store, { jobs: started(hostileIds, noon + 1) });
      const expected = ['last', ...inByteOrder(hostileIds), ...inByteOrder(longer), 'first'];
      for (const limit of [1, 2, 3, 7, expected.length, 1000])
        claimSame(await idsOf(store, null, limit), expected, `The jobs, ${limit} a page`);
    },
  },
  {
    name: 'jobs: of one state, each once in every page size, wherever it was before',
    async run({ store }) {
      const ids = ['b', '😀', 'a', '豈', 'A', 'c', 'd', 'e', 'f'];
      const jobs = ids.map((id, index) => job(id, { startedAt: noon + (index % 2), state: states[index % 3] }));
      await write(store, { jobs });
      const order = [1, 0].flatMap((rest) => inByteOrder(ids.filter((_, index) => index % 2 === rest)));
      const has = (state: JobState) => order.filter((id) => states[ids.indexOf(id) % 3] === state);
      for (const state of states) {
        for (const limit of [1, 2, 3, 1000])
          claimSame(await idsOf(store, state, limit), has(state), `The jobs that are ${state}, ${limit} a page`);
      }
      await write(store, { jobs: jobs.map((each) => ({ ...each, state: 'finished' })) });
      for (const state of ['running', 'stopped'] as const)
        claimSame(await idsOf(store, state, 9), [], `The jobs that are ${state}, after all were finished`);
      claimSame(await idsOf(store, 'finished', 2), order, 'The jobs that are finished');
    },
  },
  {
    name: 'jobs: one that begins or goes on while pages are read disturbs none of the others',
    async run({ store }) {
      const ids = ['b', 'd', 'f', 'h'];
      await write(store, { jobs: ids.map((id) => job(id)) });
      const seen = await readPages<JobRecord>(2, async (last) => {
        const page = valueOf(await store.reader.jobs(shop, null, last, 2));
        const goesOn = job('b', { changedAt: noon + 99, state: 'finished' });
        await write(store, { jobs: [job('a'), job('z', { startedAt: noon + 1 }), goesOn] });
        return page;
      });
      claimSame(
        seen.map(({ jobId }) => jobId),
        ids,
        'The jobs seen',
      );
    },
  },
  {
    name: 'jobProblems: in the order of their numbers, each once in every page size, of its job alone',
    async run({ store }) {
      const numbers = [10, 9, 2, 100, 1, 21, 3, 2 ** 31, 2 ** 31 + 1, Number.MAX_SAFE_INTEGER];
      await write(store, { jobs: [job('j')], jobProblems: numbers.map((number) => jobProblem('j', number)) });
      await write(store, { jobProblems: ['J', 'j ', 'k'].map((id) => jobProblem(id, 2)) });
      const expected = numbers.toSorted((a, b) => a - b).map((number) => jobProblem('j', number));
      for (const limit of [1, 2, 3, numbers.length, 1000]) {
        const rows = await readPages<JobProblem>(limit, async (last) =>
          valueOf(await store.reader.jobProblems(shop, 'j' as JobId, last?.number ?? 0, limit)),
        );
        claimSame(rows, expected, `The problems, ${limit} a page`);
      }
    },
  },
  {
    name: 'scanProfiles: each once in every page size, by the UTF-8 bytes of the ids, as it was written last',
    async run({ store }) {
      const profiles = hostileIds.map((id, index) => profile(id, { name: `name ${index}` }));
      await write(store, { members: hostileIds.map(newMember), profiles });
      await enrol(store, ['m'], 'another shop' as ProgramId);
      const renamed = profile('a', { name: 'another' });
      await write(store, { profiles: [renamed] });
      const expected = inByteOrder(hostileIds).map((id) =>
        id === 'a' ? renamed : profiles.find(({ memberId }) => memberId === id),
      );
      for (const limit of [1, 2, 3, hostileIds.length, 1000]) {
        const rows = await readPages<ProfileRecord>(limit, async (last) =>
          valueOf(await store.reader.scanProfiles(shop, last?.memberId ?? null, limit)),
        );
        claimSame(rows, expected, `The profiles, ${limit} a page`);
      }
      claimSame(valueOf(await store.reader.scanProfiles('empty' as ProgramId, null, 9)), [], 'A scan of nothing');
    },
  },
  {
    name: 'countMembers: every member of the program once, whether or not they have a profile, or points',
    async run({ store }) {
      const { reader } = store;
      claimSame(valueOf(await reader.countMembers(shop)), 0, 'How many there are in an empty ledger');
      const many = Array.from({ length: 1200 }, (_, index) => `m${index}`);
      await enrol(store, many);
      await enrol(store, ['m1', 'another'], 'another shop' as ProgramId);
      for (let times = 0; times < 3; times += 1) await give(store, 'without a profile', 1);
      await give(store, 'm1', 1);
      claimSame(valueOf(await reader.countMembers(shop)), 1201, 'How many there are');
      claimSame(valueOf(await reader.countMembers('another shop' as ProgramId)), 2, 'How many another program has');
    },
  },
];

/** The ids of all pages. */
async function idsOf({ reader }: LedgerView, state: JobState | null, limit: number): Promise<JobId[]> {
  const rows = await readPages<JobRecord>(limit, async (last) => {
    const before = last && { startedAt: last.startedAt, jobId: last.jobId };
    return valueOf(await reader.jobs(shop, state, before, limit));
  });
  return rows.map(({ jobId }) => jobId);
}
