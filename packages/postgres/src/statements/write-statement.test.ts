import type { MemberId } from '@pointbook/core';
import {
  ayu,
  budget,
  budi,
  challenge,
  changes,
  entry,
  invoice,
  job,
  jobProblem,
  load,
  member,
  memberWith,
  profile,
  program,
  shop,
  valueOf,
  write,
} from '@pointbook/testing/sample-ledger';
import type { WrittenRows } from './write-statement.ts';
import { ledgerView } from '@pointbook/testing';
import { describe, expect, test } from 'vitest';
import { postgresStore } from '../postgres-store.ts';
import { temporarySchema } from '../sample-ledger-testing.ts';
import { statementOf } from '../connections/session.ts';
import { tablesIn } from '../schema/tables.ts';
import { statementWriter } from './write-statement.ts';

const writer = () => {
  const make = statementWriter(tablesIn('pointbook'), () => false);
  return (...given: Parameters<typeof make>) => {
    const [statement, ...others] = make(...given);
    if (statement === undefined || others.length > 0) throw new Error('It is one statement.');
    return statement;
  };
};
const notes = (rows: readonly [string, number][]): WrittenRows => ({
  table: 'notes',
  how: 'add',
  rows: rows.map(([id, sequence]) => [1, id, sequence, 'a reason', null]),
});
const records: WrittenRows = { table: 'records', how: 'put', rows: [[1, 1, 'a', 1, null, '{}']] };

describe('the statement of several parts', () => {
  test('is prepared once for each shape: the parts, and whether each is one row or many', () => {
    const make = writer();
    const one = make(1, 0, [notes([['a', 1]])]);
    const sameShape = make(2, 0, [notes([['b', 2]])]);
    const two = make(1, 0, [
      notes([
        ['a', 1],
        ['b', 2],
      ]),
    ]);
    const three = make(1, 0, [
      notes([
        ['a', 1],
        ['b', 2],
        ['c', 3],
      ]),
    ]);
    const more = make(1, 0, [records, notes([['a', 1]])]);
    expect(sameShape.sql).toBe(one.sql);
    expect(three.sql).toBe(two.sql);
    expect(new Set([one, two, more].map(({ sql }) => sql)).size).toBe(3);
    expect(writer()(1, 0, [notes([['a', 1]])]).sql).toEqual(one.sql);
  });

  test('has a name that the server does not cut off, and as many parameters as values', () => {
    const everything: WrittenRows[] = [
      records,
      { table: 'accounts', how: 'put', rows: [[1, 'a', 1, 5, 5, 0, 0, 0, null, 1, '{}', '{}', 0]] },
      notes([
        ['a', 1],
        ['b', 2],
      ]),
    ];
    const { sql, values } = writer()(1, 7, everything);
    const { name, text } = statementOf(sql);
    expect(name).toMatch(/^\w{1,63}$/);
    const numbers = [...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number));
    expect(Math.max(...numbers)).toBe(values.length);
    expect(new Set(numbers).size).toBe(values.length);
  });
});

test('where tables are spread, rows are listed, as many in a statement as a power of two', () => {
  const make = statementWriter(tablesIn('pointbook'), () => true);
  const rows = Array.from({ length: 141 }, (_, index): [string, number] => [`m${index}`, index + 1]);
  const account = [1, 'a', 1, 5, 5, 0, 0, 0, null, 1, '{}', '{}', 0];
  const statements = make(1, 7, [{ table: 'accounts', how: 'put', rows: [account, account] }, notes(rows)]);
  expect(statements.map(({ values }) => values.length)).toEqual([2 * 14, 64 * 5, 64 * 5, 8 * 5, 4 * 5, 5]);
  expect(new Set(statements.map(({ sql }) => sql)).size).toBe(5);
  expect(statements.slice(1).flatMap(({ values }) => values)).toEqual(notes(rows).rows.flat());
  for (const { sql, values } of statements) {
    expect(sql).toMatch(/^INSERT INTO "pointbook"\.\w+ AS t \([^)]+\) VALUES \(/);
    expect(statementOf(sql).text.match(/\$\d+/g)).toHaveLength(values.length);
  }
});

describe('what is written is there, one row or many', () => {
  const ids = Array.from({ length: 300 }, (_, index) => `m${String(index).padStart(3, '0')}` as MemberId);
  const text = `"quoted" 'text', {braces} \\ ☕ ${'long '.repeat(500)}`;
  const all = (some: readonly MemberId[], points: number) =>
    changes({
      programs: [program('rules')],
      members: some.map((memberId) => memberWith(memberId, points)),
      profiles: some.map((memberId) =>
        profile(memberId, { name: text, phone: `+${memberId}`, phoneVerified: points > 1 }),
      ),
      invoices: some.map((memberId) => invoice(`INV-${memberId}`)),
      challenges: some.map((id) => challenge(id, { destination: text, codes: points })),
      budgets: some.map((id) => budget(`member:${id}`, [points])),
      jobs: some.map((id) => job(id, { fingerprint: text, state: points > 1 ? 'finished' : 'running' })),
      jobProblems: some.map((id) => jobProblem(id, points, text)),
      entries: some.map((memberId) => entry(memberId, points, { actor: text })),
      notes: some.map((memberId) => ({ memberId, sequence: points, reason: text, comment: null })),
    });

  test.each([1, 2, 300])('%i of each: added, and written over', async (count) => {
    const { schema, pool } = temporarySchema();
    const store = postgresStore(pool, { schema });
    const some = ids.slice(0, count);
    const keys = {
      members: some,
      profiles: some,
      invoices: some.map((id) => `INV-${id}` as never),
      challenges: some as readonly string[] as never,
      budgets: some.map((id) => `member:${id}` as const),
      jobs: some as readonly string[] as never,
    };
    for (const points of [1, 2])
      valueOf(await ledgerView(store).transact(shop, keys, () => ({ changes: all(some, points), value: null })));
    expect(valueOf(await ledgerView(store).reader.scanMembers(shop, null, 1000))).toEqual(
      some.map((id) => memberWith(id, 2)),
    );
    const challenges = some.map((id) => challenge(id, { destination: text, codes: 2 }));
    expect(valueOf(await ledgerView(store).reader.scanChallenges(shop, null, 1000))).toEqual(challenges);
    expect(valueOf(await ledgerView(store).reader.challenge(shop, some.at(-1) as never))).toEqual(challenges.at(-1));
    const loaded = await load(store, keys);
    expect([...loaded.challenges.values()]).toEqual(challenges);
    expect([...loaded.budgets.values()]).toEqual(some.map((id) => budget(`member:${id}`, [2])));
    const jobs = some.map((id) => job(id, { fingerprint: text, state: 'finished' }));
    expect([...loaded.jobs.values()]).toEqual(jobs);
    expect(valueOf(await ledgerView(store).reader.jobs(shop, 'running', null, 1000))).toEqual([]);
    expect(valueOf(await ledgerView(store).reader.jobs(shop, 'finished', null, 1000))).toEqual(jobs);
    for (const memberId of [some[0], some.at(-1)] as MemberId[]) {
      expect(valueOf(await ledgerView(store).reader.profile(shop, memberId))).toMatchObject({
        name: text,
        phoneVerified: true,
      });
      const problems = [1, 2].map((number) => jobProblem(memberId, number, text));
      expect(valueOf(await ledgerView(store).reader.jobProblems(shop, memberId as never, 0, 9))).toEqual(problems);
      const { items } = { items: valueOf(await ledgerView(store).reader.statement(shop, memberId, null, 9)) };
      expect(items.map(({ entry: { sequence, actor }, note }) => [sequence, actor, note?.reason])).toEqual([
        [2, text, text],
        [1, text, text],
      ]);
    }
    const { rows } = await pool.query<{ count: string }>(`SELECT count(*) FROM ${schema}.notes`);
    expect(rows).toEqual([{ count: String(2 * count) }]);
  });

  test('what was not looked for is written over all the same', async () => {
    const { schema, pool } = temporarySchema();
    const store = postgresStore(pool, { schema });
    for (const points of [1, 2]) await write(store, { members: [ayu, budi].map((id) => memberWith(id, points)) });
    expect(valueOf(await ledgerView(store).reader.member(shop, budi))).toEqual(memberWith(budi, 2));
  });

  test('a phone and a card go from one member to another and back in one write', async () => {
    const { schema, pool } = temporarySchema();
    const store = postgresStore(pool, { schema });
    await write(store, { members: [member(ayu), member(budi)] });
    const both = [ayu, budi];
    for (const [first, second] of [
      ['1', '2'],
      ['2', '1'],
      ['1', '2'],
    ]) {
      const profiles = [
        profile(ayu, { phone: `+${first}`, cardCode: first }),
        profile(budi, { phone: `+${second}`, cardCode: second }),
      ];
      valueOf(
        await ledgerView(store).transact(shop, { profiles: both }, () => ({
          changes: changes({ profiles }),
          value: null,
        })),
      );
      expect(valueOf(await ledgerView(store).reader.profile(shop, budi))).toEqual(profiles[1]);
      expect(valueOf(await ledgerView(store).reader.findProfiles(shop, { phone: '+1' as never }, 9))).toHaveLength(1);
    }
  });
});
