import type { EntryFilter, LedgerReader, StoreError } from '@pointbook/core';
import { okAsync, type ResultAsync } from 'neverthrow';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresReader } from './postgres-reader.ts';
import { postgresStore } from './postgres-store.ts';
import { shop, temporarySchema, valueOf } from './sample-ledger.ts';
import type { Question } from './session.ts';
import { tablesIn } from './tables.ts';

const { schema, pool } = temporarySchema(afterAll);
const tables = tablesIn(schema);

/** A program that came after the statistics were gathered. */
const late = 'late' as typeof shop;
const heavy = 'heavy' as never;
const light = 'M5' as never;

/** Entries of a program; `member` and `number` are SQL over the number s of a row. Every twentieth has a note. */
const fill = (programId: string, rows: number, member: string, number: string) => `
  INSERT INTO ${tables.entries} (program_id, member_id, sequence, kind, cause, delta, balance_after, posted_at,
    effective_at, actor, reference_type, reference_id, effect, program_version, position)
  SELECT '${programId}', ${member}, ${number}, k.kind, k.cause, 5, 5 * (${number}), 1700000000000 + s * 500,
    1700000000000, 'staff-' || s % 7, k.type, k.type || '-' || s / 100, '{"v":1}', 'rules', s / 5000 * 5000
  FROM generate_series(0, ${rows - 1}) s JOIN (
    VALUES (0, 'adjustment', 'points-added', 'job'), (1, 'earn', 'invoice-saved', 'invoice')
  ) k (number, kind, cause, type) ON k.number = least(s % 20, 1);
  INSERT INTO ${tables.notes} SELECT program_id, member_id, sequence, 'Missed sale', NULL FROM ${tables.entries}
    WHERE program_id = '${programId}' AND kind = 'adjustment' ON CONFLICT DO NOTHING;`;

const fillMembers = (programId: string, rows: number) => `
  INSERT INTO ${tables.members} SELECT '${programId}', 'M' || s, 1, 5, 5, 0, 0, 0,
    CASE WHEN s % 10 = 0 THEN 1700000000000 + s END, '{"v":1}', '{"v":1}' FROM generate_series(1, ${rows}) s;
  INSERT INTO ${tables.profiles} SELECT '${programId}', 'M' || s, NULL, '+' || s, false, s / 10 || '@shop', false,
    'card ' || s, NULL, NULL, 0, '{"v":1,"saves":[]}' FROM generate_series(1, ${rows}) s;
  INSERT INTO ${tables.invoices} SELECT '${programId}', 'I' || s, '{"v":1}' FROM generate_series(1, ${rows}) s;
  INSERT INTO ${tables.challenges} SELECT '${programId}', 'C' || s, '{"v":1}' FROM generate_series(1, ${rows}) s;
  INSERT INTO ${tables.budgets} SELECT '${programId}', 'member:M' || s, '{"v":1}' FROM generate_series(1, ${rows}) s;
  INSERT INTO ${tables.jobs} SELECT '${programId}', 'J' || s, 1700000000000 + s / 5 * 1000,
    CASE WHEN s % 500 = 0 THEN 'running' WHEN s % 100 = 1 THEN 'stopped' ELSE 'finished' END, '{"v":1}'
    FROM generate_series(1, ${rows}) s;
  INSERT INTO ${tables.jobProblems} SELECT '${programId}', 'J' || s / 1000, s % 1000 + 1, 'M' || s, 'unknown-member', 'No.'
    FROM generate_series(1, ${rows}) s;
  INSERT INTO ${tables.programs} SELECT '${programId}', 'version ' || s, '{"v":1}' FROM generate_series(1, ${rows}) s;`;

beforeAll(async () => {
  valueOf(await postgresStore(pool, { schema }).open());
  const { schema: _, migrations: __, feeds: ___, ...all } = tables;
  const names = Object.values(all);
  await pool.query(names.map((name) => `ALTER TABLE ${name} SET (autovacuum_enabled = false)`).join('; '));
  await pool.query(fill(shop, 100_000, `'heavy'`, 's + 1'));
  await pool.query(fill(shop, 200_000, `'M' || s % 2000`, 's / 2000 + 1'));
  await pool.query(fillMembers(shop, 5000));
  await pool.query(`ANALYZE ${names.join(', ')}`);
  await pool.query(fill(late, 20_000, `CASE WHEN s % 2 = 0 THEN 'heavy' ELSE 'M5' END`, 's / 2 + 1'));
  await pool.query(fillMembers(late, 2000));
});

/** What a query of the reader asks. */
async function questionOf(query: (reader: LedgerReader) => ResultAsync<unknown, StoreError>): Promise<Question> {
  const asked: Question[] = [];
  const take = (question: Question) => {
    asked.push(question);
    return okAsync([]);
  };
  valueOf(await query(postgresReader(tables, take, take)));
  expect(asked).toHaveLength(1);
  return asked[0] as Question;
}

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly Plans?: readonly Node[];
}

/** How the server goes about it: each node of the plan but those that only pass rows on or keep them at hand. */
async function stepsOf(question: Question, mode: 'custom' | 'generic', analyze: boolean): Promise<Node[]> {
  const explain = `EXPLAIN (FORMAT JSON${analyze ? ', ANALYZE, TIMING OFF' : ''})`;
  const client = await pool.connect();
  try {
    return flat(await planOf(client, explain, question, mode)).filter(
      (node) => !/^(Limit|Nested Loop|Memoize|Subquery Scan|Result)$/.test(node['Node Type']),
    );
  } finally {
    await client.query('DEALLOCATE ALL; RESET plan_cache_mode');
    client.release();
  }
}

async function planOf(client: pg.PoolClient, explain: string, { statement, values }: Question, mode: string) {
  const literals = values.map((value) => (typeof value === 'number' ? value : `'${String(value)}'`));
  await client.query(`PREPARE asked AS ${statement.text}; SET plan_cache_mode = force_${mode}_plan`);
  const { rows } = await client.query(`${explain} EXECUTE asked (${literals.join(', ')})`);
  return (rows[0] as { 'QUERY PLAN': { Plan: Node }[] })['QUERY PLAN'][0]?.Plan as Node;
}

function flat(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(flat)];
}

/** The indexes that are searched, and whatever else is done, which nothing should be. */
function pathOf(steps: readonly Node[]): string[] {
  const small = steps.filter((step) => step['Relation Name'] !== 'feeds');
  return small.map((step) =>
    /^Index (Only )?Scan$/.test(step['Node Type']) ? (step['Index Name'] ?? '') : step['Node Type'],
  );
}

const page = 9;
const someJob = { startedAt: 1_700_000_200_000, jobId: 'J1003' } as never;
const reads: [name: string, index: string, query: (reader: LedgerReader, program: typeof shop) => unknown][] = [
  ['member', 'members_pkey', (reader, p) => reader.member(p, light)],
  ['profile', 'profiles_pkey', (reader, p) => reader.profile(p, light)],
  ['phone', 'profiles_phone', (reader, p) => reader.findProfiles(p, { phone: '+17' as never }, page)],
  ['card', 'profiles_card_code', (reader, p) => reader.findProfiles(p, { cardCode: 'card 17' as never }, page)],
  ['email', 'profiles_email', (reader, p) => reader.findProfiles(p, { email: '17@shop' as never }, page)],
  ['invoice', 'invoices_pkey', (reader, p) => reader.invoice(p, 'I17' as never)],
  ['program', 'programs_pkey', (reader, p) => reader.program(p, 'version 17' as never)],
  ['all programs', 'programs_pkey', (reader, p) => reader.programs(p)],
  ['statement of few', 'entries_pkey notes_pkey', (reader, p) => reader.statement(p, light, null, page)],
  ['statement of many', 'entries_pkey notes_pkey', (reader, p) => reader.statement(p, heavy, null, page)],
  ['a deep page of it', 'entries_pkey notes_pkey', (reader, p) => reader.statement(p, heavy, 5000, page)],
  ['history of few', 'entries_pkey', (reader, p) => reader.history(p, light, 0, page)],
  ['history of many', 'entries_pkey', (reader, p) => reader.history(p, heavy, 5000, page)],
  ['due members', 'members_due', (reader, p) => reader.dueMembers(p, 1_800_000_000_000 as never, page)],
  ['all members', 'members_pkey', (reader, p) => reader.scanMembers(p, null, page)],
  ['all members after one', 'members_pkey', (reader, p) => reader.scanMembers(p, light, page)],
  ['all ids', 'members_pkey', (reader, p) => reader.scanMemberIds(p, null, page)],
  ['all ids after one', 'members_pkey', (reader, p) => reader.scanMemberIds(p, light, page)],
  ['challenge', 'challenges_pkey', (reader, p) => reader.challenge(p, 'C17' as never)],
  ['all challenges', 'challenges_pkey', (reader, p) => reader.scanChallenges(p, null, page)],
  ['all challenges after one', 'challenges_pkey', (reader, p) => reader.scanChallenges(p, 'C17' as never, page)],
  ['all profiles', 'profiles_pkey', (reader, p) => reader.scanProfiles(p, null, page)],
  ['all profiles after one', 'profiles_pkey', (reader, p) => reader.scanProfiles(p, light, page)],
  ['job', 'jobs_pkey', (reader, p) => reader.job(p, 'J17' as never)],
  ['jobs', 'jobs_date', (reader, p) => reader.jobs(p, null, null, page)],
  ['jobs after one', 'jobs_date', (reader, p) => reader.jobs(p, null, someJob, page)],
  ['jobs that run', 'jobs_running', (reader, p) => reader.jobs(p, 'running', null, page)],
  ['jobs that run, after one', 'jobs_running', (reader, p) => reader.jobs(p, 'running', someJob, page)],
  ['jobs that were stopped', 'jobs_date', (reader, p) => reader.jobs(p, 'stopped', null, page)],
  ['jobs that are finished, after one', 'jobs_date', (reader, p) => reader.jobs(p, 'finished', someJob, page)],
  ['problems of a job', 'job_problems_pkey', (reader, p) => reader.jobProblems(p, 'J1' as never, 500, page)],
  [
    'the feed',
    'entries_feed notes_pkey',
    (reader, p) => reader.feed(p, { position: 5000, memberId: light, sequence: 3 }, page),
  ],
  ['the next entry', 'entries_date', (reader, p) => reader.nextEntryAt(p, 1_700_000_200_000 as never)],
  ['all entries', 'entries_pkey', (reader, p) => reader.scanSteps(p, null, page)],
  ['all entries after one', 'entries_pkey', (reader, p) => reader.scanSteps(p, { memberId: light, sequence: 3 }, page)],
  ['the feed from the first', 'entries_feed notes_pkey', (reader, p) => reader.feed(p, null, page)],
];

describe.each([shop, late])('in the program %s', (programId) => {
  describe.each(['custom', 'generic'] as const)('by a %s plan', (mode) => {
    test.each(reads)('%s is one range of %s, read no further than the page', async (_, index, query) => {
      const question = await questionOf((reader) => query(reader, programId) as never);
      const steps = await stepsOf(question, mode, true);
      expect({ asked: question.statement.text, path: unique(pathOf(steps)) }).toEqual({
        asked: question.statement.text,
        path: unique(index.split(' ')),
      });
      for (const step of steps) expect(step['Actual Rows']).toBeLessThanOrEqual(page + 1);
    });
  });

  test.each(['custom', 'generic'] as const)(
    'by a %s plan, sums read a page of members and their entries',
    async (mode) => {
      const question = await questionOf((reader) => reader.memberTotals(programId, null, page));
      const steps = await stepsOf(question, mode, true);
      const read = steps.filter((step) => step['Index Name'] !== undefined);
      expect(unique(read.map((step) => step['Index Name'] ?? ''))).toEqual(['entries_pkey', 'members_pkey']);
      expect(steps.filter((step) => step['Node Type'] === 'Seq Scan')).toEqual([]);
      expect(read.find((step) => step['Index Name'] === 'members_pkey')?.['Actual Rows']).toBe(page);
    },
  );

  test.each(['custom', 'generic'] as const)('by a %s plan, sums of a time read its entries alone', async (mode) => {
    const [from, until] = [1_700_000_200_000, 1_700_000_300_000] as never[];
    const question = await questionOf((reader) => reader.entryTotals(programId, from as never, until as never));
    const steps = await stepsOf(question, mode, false);
    const read = steps.filter((step) => step['Relation Name'] !== undefined);
    expect(read.map((step) => step['Index Name'])).toEqual(['entries_date']);
  });

  test('every search walks the index that leads to its entries in order, and sorts nothing', async () => {
    const cursor = { postedAt: 1_700_000_500_000, memberId: light, sequence: 3 } as never;
    for (const [index, filters] of Object.entries(searches)) {
      for (const filter of filters as EntryFilter[]) {
        for (const before of [null, cursor]) {
          const question = await questionOf((reader) => reader.findEntries(programId, filter, before, page));
          const path = pathOf(await stepsOf(question, 'custom', false));
          expect({ asked: question.statement.text, path }).toEqual({
            asked: question.statement.text,
            path: [index, 'notes_pkey'],
          });
        }
      }
    }
  });
});

const span = { from: 1_700_000_100_000, until: 1_700_000_900_000 };
const searches = {
  entries_date: [
    {},
    span,
    { kinds: ['earn'] },
    { kinds: ['earn', 'expiry'], ...span },
    { causes: ['balance-set'] },
    { actor: 'nobody' },
    { actor: 'staff-3', ...span },
    { reference: { type: 'invoice', id: 'invoice-17' } },
    { reason: 'never' },
    { causes: ['points-added'], actor: 'staff-3', reason: 'missed', reference: { type: 'invoice', id: 'x' } },
  ],
  entries_other_date: [
    { kinds: ['adjustment'] },
    { kinds: ['adjustment', 'expiry'], reason: 'missed' },
    { kinds: ['reversal'], causes: ['entry-reversed'], actor: 'nobody', ...span },
    { kinds: ['reversal'], reference: { type: 'invoice', id: 'invoice-17' } },
  ],
  entries_reference: [
    { reference: { type: 'job', id: 'job-17' } },
    { reference: { type: 'job', id: 'none' }, kinds: ['adjustment'] },
    { reference: { type: 'entry', id: '5' }, kinds: ['reversal'], actor: 'staff-3', ...span },
  ],
  entries_pkey: [heavy, light].flatMap((memberId) => [
    { memberId },
    { memberId, ...span },
    { memberId, kinds: ['adjustment'], actor: 'nobody' },
    { memberId, kinds: ['reversal'], reference: { type: 'entry', id: '5' } },
    { memberId, reason: 'never', causes: ['balance-set'] },
  ]),
};

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].toSorted();
}
