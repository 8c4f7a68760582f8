import type { JobState } from '@pointbook/core';
import { ledgerView } from '@pointbook/core/store';
import { expect, test } from 'vitest';
import { postgresStore } from './postgres-store.ts';
import {
  ayu,
  budi,
  changes,
  errorOf,
  job,
  jobProblem,
  load,
  memberWith,
  profile,
  shop,
  temporarySchema,
  valueOf,
  write,
} from './sample-ledger.ts';

const other = 'other' as typeof shop;

test('jobs: the last word counts, wherever they are read', async () => {
  const { schema, pool } = temporarySchema();
  const store = postgresStore(pool, { schema });
  await write(store, { jobs: [job('b'), job('a')] });
  const counts = { seen: 9, accepted: 5, rejected: 3, skipped: 1, given: 25, taken: 0 };
  const done = job('a', { state: 'finished', place: { after: ayu }, counts, undoneBy: 'b' });
  await write(store, { jobs: [done] });
  expect([...(await load(store, { jobs: ['a', 'c'] as never })).jobs]).toEqual([
    ['a', done],
    ['c', null],
  ]);
  expect(valueOf(await ledgerView(store).reader.job(shop, 'a' as never))).toEqual(done);
  expect(valueOf(await ledgerView(store).reader.job(shop, 'c' as never))).toBeNull();
  expect(valueOf(await ledgerView(store).reader.job(other, 'a' as never))).toBeNull();
});

test('jobs come newest first, of one state or of all, page by page', async () => {
  const { schema, pool } = temporarySchema();
  const store = postgresStore(pool, { schema });
  const states: JobState[] = ['running', 'stopped', 'finished'];
  const jobs = ['a', 'b', '豈', '🙂', 'c', 'd'].map((id, index) =>
    job(id, { startedAt: index < 4 ? 7 : index, state: states[index % 3] }),
  );
  await write(store, { jobs });
  const page = async (state: JobState | null, before: number | null, limit = 9) =>
    valueOf(
      await ledgerView(store).reader.jobs(shop, state, before === null ? null : (jobs[before] ?? null), limit),
    ).map(({ jobId }) => jobId);
  expect(await page(null, null)).toEqual(['a', 'b', '豈', '🙂', 'd', 'c']);
  expect(await page(null, null, 2)).toEqual(['a', 'b']);
  expect(await page(null, 1, 3)).toEqual(['豈', '🙂', 'd']);
  expect(await page(null, 5)).toEqual(['c']);
  expect(await page('running', null)).toEqual(['a', '🙂']);
  expect(await page('running', 0)).toEqual(['🙂']);
  expect(await page('stopped', null)).toEqual(['b', 'c']);
  expect(await page('finished', 2)).toEqual(['d']);
  expect(valueOf(await ledgerView(store).reader.jobs(other, null, null, 9))).toEqual([]);
  await write(store, { jobs: [job('a', { startedAt: 7, state: 'finished' })] });
  expect(await page('running', null)).toEqual(['🙂']);
});

test('problems of a job come by their number, which none of them shares', async () => {
  const { schema, pool } = temporarySchema();
  const store = postgresStore(pool, { schema });
  const problems = [10, 2, 1].map((number) => jobProblem('a', number, `"no" ${number}`));
  await write(store, { jobs: [job('a')], jobProblems: [...problems, jobProblem('b', 1)] });
  const { reader } = ledgerView(store);
  expect(valueOf(await reader.jobProblems(shop, 'a' as never, 0, 9))).toEqual(problems.toReversed());
  expect(valueOf(await reader.jobProblems(shop, 'a' as never, 1, 1))).toEqual([problems[1]]);
  expect(valueOf(await reader.jobProblems(shop, 'a' as never, 10, 9))).toEqual([]);
  expect(valueOf(await reader.jobProblems(other, 'a' as never, 0, 9))).toEqual([]);
  const again = changes({ jobs: [job('a', { state: 'stopped' })], jobProblems: [jobProblem('a', 2)] });
  const refused = await ledgerView(store).transact(shop, {}, () => ({ changes: again, value: null }));
  expect(errorOf(refused)).toMatchObject({ kind: 'store-rejected', written: 'no' });
  expect(valueOf(await reader.job(shop, 'a' as never))).toEqual(job('a'));
});

test('profiles are scanned, and members counted, each in their program', async () => {
  const { schema, pool } = temporarySchema();
  const store = postgresStore(pool, { schema });
  const profiles = [profile(budi, { tier: 'gold' }), profile(ayu, { name: 'Ayu' })];
  await write(store, { members: [memberWith(ayu, 5), memberWith(budi, 6)], profiles });
  expect(valueOf(await ledgerView(store).reader.scanProfiles(shop, null, 9))).toEqual(profiles.toReversed());
  expect(valueOf(await ledgerView(store).reader.scanProfiles(shop, ayu, 9))).toEqual([profiles[0]]);
  expect(valueOf(await ledgerView(store).reader.scanProfiles(shop, null, 1))).toEqual([profiles[1]]);
  expect(valueOf(await ledgerView(store).reader.countMembers(shop))).toBe(2);
  expect(valueOf(await ledgerView(store).reader.countMembers(other))).toBe(0);
});
