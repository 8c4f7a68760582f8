import {
  emptyAccount,
  type Entry,
  type MemberId,
  type MemberRecord,
  type ProfileRecord,
  type ProgramId,
  type StoreError,
} from '@pointbook/core';
import type { ChallengeRecord, CodeBudget } from '@pointbook/core/codes';
import type { JobProblem, JobRecord } from '@pointbook/core/jobs';
import { type Changes, ledgerView, type LedgerView, noChanges, type RecordKeys } from '@pointbook/testing';
import type { Result } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { challenge, job, jobProblem } from '../../testing/src/sample-ledger-testing.ts';
import { memoryStore } from './memory-store.ts';

const shop = 'shop' as ProgramId;
const ayu = 'C-17' as MemberId;
const budi = 'C-18' as MemberId;

describe('transact', () => {
  test('answers null for what is not there, and nothing for what was not named', async () => {
    const value = await look(ledgerView(memoryStore()), { members: [ayu] }, (records) => [
      records.members.get(ayu),
      records.members.get(budi),
    ]);
    expect(value).toEqual([null, undefined]);
  });

  test('keeps what is written, for its program alone', async () => {
    const store = ledgerView(memoryStore());
    await write(store, { members: [member(ayu)], entries: [entry(ayu, 1)] });
    expect(valueOf(await store.reader.member(shop, ayu))).toEqual(member(ayu));
    expect(valueOf(await store.reader.member('other' as ProgramId, ayu))).toBeNull();
  });

  test('challenges and budgets are kept, the challenges in the order of their ids', async () => {
    const store = ledgerView(memoryStore());
    const challenges = ['豈', 'a', '🙂'].map((challengeId) => challenge(challengeId));
    const budget: CodeBudget = { key: 'member:C-17', sends: [], failures: [] };
    await write(store, { challenges, budgets: [budget] });
    const found = await look(store, { challenges: ['a', 'b'] as never, budgets: [budget.key] }, (records) => [
      ...records.challenges.values(),
      ...records.budgets.values(),
    ]);
    expect(found).toEqual([challenges[1], null, budget]);
    const scan = async (after: string | null, programId = shop) =>
      valueOf(await store.reader.scanChallenges(programId, after as never, 2)).map(({ challengeId }) => challengeId);
    expect([await scan(null), await scan('a'), await scan('🙂')]).toEqual([['a', '豈'], ['豈', '🙂'], []]);
    expect(await scan(null, 'other' as ProgramId)).toEqual([]);
    const used = { ...challenges[0], state: 'used' } as ChallengeRecord;
    await write(store, { challenges: [used] });
    expect(valueOf(await store.reader.challenge(shop, used.challengeId))).toEqual(used);
    expect(valueOf(await store.reader.challenge('other' as ProgramId, used.challengeId))).toBeNull();
  });

  test('jobs are kept, newest first, and their problems in the order of their numbers', async () => {
    const store = ledgerView(memoryStore());
    const jobs = ['豈', 'a', '🙂', 'z'].map((jobId) => job(jobId, { startedAt: jobId === 'z' ? 2 : 1 }));
    const problems = [10, 2].map((number) => jobProblem('a', number));
    await write(store, { jobs, jobProblems: problems });
    const page = async (state: JobRecord['state'] | null, before: number | null, limit = 9) =>
      valueOf(await store.reader.jobs(shop, state, before === null ? null : (jobs[before] ?? null), limit)).map(
        ({ jobId }) => jobId,
      );
    expect(await page(null, null)).toEqual(['z', 'a', '豈', '🙂']);
    expect(await page('running', 1, 1)).toEqual(['豈']);
    expect(await page('stopped', null)).toEqual([]);
    const stopped = { ...jobs[1], state: 'stopped' } as JobRecord;
    await write(store, { jobs: [stopped] });
    expect(await page('running', 3)).toEqual(['豈', '🙂']);
    const found = await look(store, { jobs: ['a', 'b'] as never }, (records) => [...records.jobs.values()]);
    expect(found).toEqual([stopped, null]);
    expect(valueOf(await store.reader.jobProblems(shop, stopped.jobId, 0, 9))).toEqual(problems.toReversed());
    expect(valueOf(await store.reader.jobProblems(shop, stopped.jobId, 2, 9))).toEqual([problems[0]]);
    expect(valueOf(await store.reader.job('other' as ProgramId, stopped.jobId))).toBeNull();
  });

  test('what it keeps cannot be changed from outside', async () => {
    const rows = memoryStore();
    const store = ledgerView(rows);
    const written = { account: { ...emptyAccount(ayu) }, activity: { days: [] } };
    await write(store, { members: [written] });
    written.account.balance = 1_000_000;
    expect(valueOf(await store.reader.member(shop, ayu))?.account.balance).toBe(0);
    const [row] = valueOf(await rows.rows.accounts(shop, null, 1));
    expect(row?.balance).toBe(0);
    expect(() => Object.assign(row ?? {}, { balance: 5 })).toThrow(TypeError);
  });

  test('a decision that throws writes nothing and rejects', async () => {
    const store = ledgerView(memoryStore());
    const thrown = new Error('a mistake');
    await expect(
      store.transact(shop, {}, () => {
        throw thrown;
      }),
    ).rejects.toBe(thrown);
  });

  test('starts again with what a decision needs', async () => {
    const store = ledgerView(memoryStore());
    await write(store, { members: [member(ayu), member(budi)] });
    const seen: string[][] = [];
    const answer = await store.transact(shop, { members: [ayu] }, (records) => {
      seen.push([...records.members.keys()]);
      return records.members.has(budi) ? { changes: changes({}), value: 'done' } : { needs: { members: [budi] } };
    });
    expect(valueOf(answer)).toBe('done');
    expect(seen).toEqual([[ayu], [ayu, budi]]);
  });

  test('a decision that asks again for what it has is an error, not a loop', async () => {
    const keys = { members: [ayu] };
    await expect(ledgerView(memoryStore()).transact(shop, keys, () => ({ needs: keys }))).rejects.toThrow('needs only');
  });

  test.each([
    ['an entry twice', { entries: [entry(ayu, 1), entry(ayu, 1)] }],
    ['a gap in the sequence', { entries: [entry(ayu, 2)] }],
    ['a command twice', { entries: [entry(ayu, 1, 'key:a'), entry(ayu, 2, 'key:a')] }],
    ['a problem of a job twice', { jobProblems: [problem(1), problem(1)] }],
    ['one phone for two', { profiles: [profile(ayu, '+628111'), profile(budi, '+628111')] }],
  ] as [string, Partial<Changes>][])('refuses %s, and writes nothing of the batch', async (_, bad) => {
    const store = ledgerView(memoryStore());
    const result = await store.transact(shop, {}, () => ({
      changes: changes({ members: [member(budi)], ...bad }),
      value: null,
    }));
    expect(errorOf(result)).toMatchObject({ kind: 'store-rejected', written: 'no' });
    expect(valueOf(await store.reader.scanMembers(shop, null, 9))).toEqual([]);
  });

  test('two members can swap phones in one batch', async () => {
    const store = ledgerView(memoryStore());
    await write(store, { profiles: [profile(ayu, '+628111'), profile(budi, '+628222')] });
    await write(store, { profiles: [profile(ayu, '+628222'), profile(budi, '+628111')] });
    const holders = await look(store, { phones: ['+628111', '+628222'] as never }, (records) => [...records.phones]);
    expect(holders).toEqual([
      ['+628111', budi],
      ['+628222', ayu],
    ]);
  });
});

test('a closed store says so', async () => {
  const store = ledgerView(memoryStore());
  await store.close();
  await store.close();
  expect(errorOf(await store.open()).kind).toBe('store-closed');
  expect(errorOf(await store.reader.member(shop, ayu)).kind).toBe('store-closed');
  expect(errorOf(await store.transact(shop, {}, () => ({ changes: changes({}), value: 1 }))).kind).toBe('store-closed');
});

function valueOf<T>(result: Result<T, StoreError>): T {
  if (result.isErr()) throw new Error(result.error.message, { cause: result.error });
  return result.value;
}

function errorOf<T>(result: Result<T, StoreError>): StoreError {
  if (result.isOk()) throw new Error('It was expected to fail.');
  return result.error;
}

function changes(some: Partial<Changes>): Changes {
  return { ...noChanges, ...some };
}

async function write(store: LedgerView, some: Partial<Changes>): Promise<void> {
  valueOf(await store.transact(shop, {}, () => ({ changes: changes(some), value: null })));
}

async function look<T>(
  store: LedgerView,
  keys: RecordKeys,
  see: (records: Parameters<Parameters<LedgerView['transact']>[2]>[0]) => T,
): Promise<T> {
  return valueOf(await store.transact(shop, keys, (records) => ({ changes: changes({}), value: see(records) })));
}

function member(memberId: MemberId): MemberRecord {
  return { account: emptyAccount(memberId), activity: { days: [] } };
}

function profile(memberId: MemberId, phone: string): ProfileRecord {
  return {
    memberId,
    name: null,
    phone: phone as NonNullable<ProfileRecord['phone']>,
    phoneVerified: false,
    email: null,
    emailVerified: false,
    cardCode: null,
    birthday: null,
    tier: null,
    enrolledAt: 0 as ProfileRecord['enrolledAt'],
    saves: [],
  };
}

function problem(number: number): JobProblem {
  return { jobId: 'J-1', number, memberId: ayu, kind: 'unknown-member', message: 'Nobody.' } as JobProblem;
}

function entry(memberId: MemberId, sequence: number, key: `key:${string}` | null = null): Entry {
  return {
    memberId,
    sequence,
    kind: 'adjustment',
    cause: 'points-added',
    delta: 0,
    balanceAfter: 0,
    postedAt: 0,
    effectiveAt: 0,
    actor: 'staff-3',
    reference: null,
    effect: {},
    programVersion: 'rules',
    command: key === null ? null : { key, fingerprint: 'f' },
  } as Entry;
}
