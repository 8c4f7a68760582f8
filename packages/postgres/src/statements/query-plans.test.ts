import type { EntrySearch, StoreError } from '@pointbook/core/store';
import { type LedgerReader, ledgerView } from '@pointbook/testing';
import { ResultAsync } from 'neverthrow';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { namesIn, type Question, rowLoader, runLater, sqlReader } from '@pointbook/sql';
import { shop, valueOf } from '@pointbook/testing/sample-ledger';
import { dialect } from './dialect.ts';
import { fillings } from './filled-tables-testing.ts';
import { postgresStore } from '../postgres-store.ts';
import { temporarySchema } from '../sample-ledger-testing.ts';
import { postgresStatements } from './read-statements.ts';
import { asking, statementOf } from '../connections/session.ts';
import { tablesIn } from '../schema/tables.ts';

const { schema, pool } = temporarySchema(afterAll);
const tables = tablesIn(schema);
const names = namesIn(tables, dialect);

/** A program that came after the statistics were gathered. */
const late = 'late' as typeof shop;
const heavy = 'heavy' as never;
const light = 'M5' as never;
const { fill, fillMembers } = fillings(tables);

beforeAll(async () => {
  valueOf(await postgresStore(pool, { schema }).open());
  const { schema: _, ...all } = tables;
  const filled = Object.values(all);
  await pool.query(filled.map((name) => `ALTER TABLE ${name} SET (autovacuum_enabled = false)`).join('; '));
  await pool.query(`INSERT INTO ${tables.programs} (program, program_id) VALUES (1, '${shop}')`);
  await pool.query(fill(1, 100_000, `'heavy'`, 's + 1'));
  await pool.query(fill(1, 200_000, `'M' || s % 2000`, 's / 2000 + 1'));
  await pool.query(fillMembers(1, 5000));
  await pool.query(`ANALYZE ${filled.join(', ')}`);
  await pool.query(`INSERT INTO ${tables.programs} (program, program_id) VALUES (2, '${late}')`);
  await pool.query(fill(2, 20_000, `CASE WHEN s % 2 = 0 THEN 'heavy' ELSE 'M5' END`, 's / 2 + 1'));
  await pool.query(fillMembers(2, 2000));
  await runLater(names.learnWords(), asking(pool));
  for (const program of [shop, late]) await runLater(names.findProgram(program), asking(pool));
});

/** What a query of the reader asks; the numbers of names are known. */
async function questionOf(query: (reader: LedgerReader) => ResultAsync<unknown, StoreError>): Promise<Question> {
  const asked: Question[] = [];
  const rows = sqlReader({
    dialect,
    names,
    statements: postgresStatements(tables),
    load: rowLoader(tables, dialect),
    run: (work) =>
      ResultAsync.fromSafePromise(
        runLater(work(), async (questions) => {
          asked.push(...questions);
          return questions.map(() => []);
        }),
      ),
  });
  const { reader } = ledgerView({ ...postgresStore(pool, { schema }), rows });
  valueOf(await query(reader));
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
      (node) => !/^(Limit|Nested Loop|Memoize|Subquery Scan|Result|Function Scan)$/.test(node['Node Type']),
    );
  } finally {
    await client.query('DEALLOCATE ALL; RESET plan_cache_mode');
    client.release();
  }
}

async function planOf(client: pg.PoolClient, explain: string, { sql, values }: Question, mode: string) {
  await client.query(`PREPARE asked AS ${statementOf(sql).text}; SET plan_cache_mode = force_${mode}_plan`);
  const { rows } = await client.query(`${explain} EXECUTE asked (${values.map(literalOf).join(', ')})`);
  return (rows[0] as { 'QUERY PLAN': { Plan: Node }[] })['QUERY PLAN'][0]?.Plan as Node;
}

function literalOf(value: Question['values'][number]): string {
  if (!Buffer.isBuffer(value)) return typeof value === 'number' ? String(value) : `'${String(value)}'`;
  const isText = value.readInt32BE(8) === 25;
  const elements: string[] = [];
  for (let at = 20; at < value.length; at += 4 + value.readInt32BE(at)) {
    const element = value.subarray(at + 4, at + 4 + value.readInt32BE(at));
    elements.push(isText ? `'${element.toString()}'` : String(element.readBigInt64BE()));
  }
  return `ARRAY[${elements.join(', ')}]::${isText ? 'text' : 'bigint'}[]`;
}

function flat(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(flat)];
}

/** The indexes that are searched, and whatever else is done, which nothing should be. */
function pathOf(steps: readonly Node[]): string[] {
  const small = steps.filter((step) => step['Relation Name'] !== 'programs');
  return small.map((step) =>
    /^Index (Only )?Scan$/.test(step['Node Type']) ? (step['Index Name'] ?? '') : step['Node Type'],
  );
}

const page = 9;
const someJob = { startedAt: 1_700_000_200_000, jobId: 'J1003' } as never;
const reads: [name: string, index: string, query: (reader: LedgerReader, program: typeof shop) => unknown][] = [
  ['member', 'accounts_pkey', (reader, p) => reader.member(p, light)],
  ['profile', 'records_pkey', (reader, p) => reader.profile(p, light)],
  ['phone', 'uniques_pkey', (reader, p) => reader.findProfiles(p, { phone: '+17' as never }, page)],
  ['card', 'uniques_pkey', (reader, p) => reader.findProfiles(p, { cardCode: 'card 17' as never }, page)],
  ['email', 'lists_pkey records_pkey', (reader, p) => reader.findProfiles(p, { email: '17@shop' as never }, page)],
  ['invoice', 'records_pkey', (reader, p) => reader.invoice(p, 'I17' as never)],
  ['program', 'versions_program_fingerprint_key', (reader, p) => reader.program(p, 'version 17' as never)],
  ['statement of few', 'entries_pkey notes_pkey', (reader, p) => reader.statement(p, light, null, page)],
  ['statement of many', 'entries_pkey notes_pkey', (reader, p) => reader.statement(p, heavy, null, page)],
  ['a deep page of it', 'entries_pkey notes_pkey', (reader, p) => reader.statement(p, heavy, 5000, page)],
  ['history of few', 'entries_pkey notes_pkey', (reader, p) => reader.history(p, light, 0, page)],
  ['history of many', 'entries_pkey notes_pkey', (reader, p) => reader.history(p, heavy, 5000, page)],
  ['due members', 'accounts_due', (reader, p) => reader.dueMembers(p, 1_800_000_000_000 as never, page)],
  ['all members', 'accounts_pkey', (reader, p) => reader.scanMembers(p, null, page)],
  ['all members after one', 'accounts_pkey', (reader, p) => reader.scanMembers(p, light, page)],
  ['all ids', 'accounts_pkey', (reader, p) => reader.scanMemberIds(p, null, page)],
  ['all ids after one', 'accounts_pkey', (reader, p) => reader.scanMemberIds(p, light, page)],
  ['challenge', 'records_pkey', (reader, p) => reader.challenge(p, 'C17' as never)],
  ['all challenges', 'records_pkey', (reader, p) => reader.scanChallenges(p, null, page)],
  ['all challenges after one', 'records_pkey', (reader, p) => reader.scanChallenges(p, 'C17' as never, page)],
  ['all profiles', 'records_pkey', (reader, p) => reader.scanProfiles(p, null, page)],
  ['all profiles after one', 'records_pkey', (reader, p) => reader.scanProfiles(p, light, page)],
  ['job', 'records_pkey', (reader, p) => reader.job(p, 'J17' as never)],
  ['jobs', 'lists_pkey records_pkey', (reader, p) => reader.jobs(p, null, null, page)],
  ['jobs after one', 'lists_pkey records_pkey', (reader, p) => reader.jobs(p, null, someJob, page)],
  ['jobs that run', 'lists_pkey records_pkey', (reader, p) => reader.jobs(p, 'running', null, page)],
  ['jobs that run, after one', 'lists_pkey records_pkey', (reader, p) => reader.jobs(p, 'running', someJob, page)],
  ['jobs that were stopped', 'lists_pkey records_pkey', (reader, p) => reader.jobs(p, 'stopped', null, page)],
  [
    'jobs that are finished, after one',
    'lists_pkey records_pkey',
    (reader, p) => reader.jobs(p, 'finished', someJob, page),
  ],
  ['problems of a job', 'records_pkey', (reader, p) => reader.jobProblems(p, 'J1' as never, 500, page)],
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
      expect({ asked: question.sql, path: unique(pathOf(steps)) }).toEqual({
        asked: question.sql,
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
      expect(unique(read.map((step) => step['Index Name'] ?? ''))).toEqual(['accounts_pkey', 'entries_pkey']);
      expect(steps.filter((step) => step['Node Type'] === 'Seq Scan')).toEqual([]);
      expect(read.find((step) => step['Index Name'] === 'accounts_pkey')?.['Actual Rows']).toBe(page);
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
      for (const filter of filters as EntrySearch[]) {
        for (const before of [null, cursor]) {
          const question = await questionOf((reader) => reader.findEntries(programId, filter, before, page));
          const path = pathOf(await stepsOf(question, 'custom', false));
          expect({ asked: question.sql, path }).toEqual({
            asked: question.sql,
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

function unique(paths: readonly string[]): string[] {
  return [...new Set(paths)].toSorted();
}
