import { DatabaseSync } from 'node:sqlite';
import { ledgerView } from '@pointbook/testing';
import { expect, test } from 'vitest';
import { ayu, entry, load, memberWith, profile, shop, valueOf, write } from '@pointbook/testing/sample-ledger';
import { sqliteStore } from './sqlite-store.ts';

test('every record and every page is found through an index, by more than its program', async () => {
  const database = new DatabaseSync(':memory:');
  const prepared = new Set<string>();
  const prepare = database.prepare.bind(database);
  database.prepare = (sql: string) => {
    prepared.add(sql);
    return prepare(sql);
  };
  const store = sqliteStore(database);
  await write(store, { members: [memberWith(ayu, 5)], profiles: [profile(ayu)], entries: [entry(ayu, 1)] });
  const { reader } = ledgerView(store);
  for (const query of [
    reader.member(shop, ayu),
    reader.profile(shop, ayu),
    reader.findProfiles(shop, { phone: '+1' as never }, 9),
    reader.findProfiles(shop, { cardCode: 'A' as never }, 9),
    reader.findProfiles(shop, { email: 'a@b' as never }, 9),
    reader.invoice(shop, 'INV-1' as never),
    reader.statement(shop, ayu, null, 9),
    reader.history(shop, ayu, 0, 9),
    reader.feed(shop, null, 9),
    reader.feed(shop, { position: 1, memberId: ayu, sequence: 1 }, 9),
    reader.dueMembers(shop, 1 as never, 9),
    reader.scanMembers(shop, null, 9),
    reader.scanMemberIds(shop, null, 9),
    reader.challenge(shop, 'CH-1' as never),
    reader.scanChallenges(shop, null, 9),
    reader.scanProfiles(shop, null, 9),
    reader.job(shop, 'J-1' as never),
    ...([null, 'running', 'stopped', 'finished'] as const).map((state) => reader.jobs(shop, state, null, 9)),
    reader.jobProblems(shop, 'J-1' as never, 0, 9),
    reader.nextEntryAt(shop, 1 as never),
    reader.scanSteps(shop, null, 9),
  ]) {
    valueOf<unknown>(await query);
  }
  await load(store, {
    programVersions: ['rules'] as never,
    members: [ayu],
    profiles: [ayu],
    phones: ['+1'] as never,
    cardCodes: ['A'] as never,
    invoices: ['INV-1'] as never,
    challenges: ['CH-1'] as never,
    budgets: ['member:C-17'],
    jobs: ['J-1'] as never,
    entries: [{ memberId: ayu, sequence: 1 }],
    commands: [{ memberId: ayu, key: 'key:a' }],
  });

  const queries = [...prepared].filter(
    (sql) => sql.startsWith('SELECT') && !/migrations|_schema|FROM pointbook_(words|programs)/.test(sql),
  );
  expect(queries).toHaveLength(18);
  for (const sql of queries) {
    const steps = prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
    const loose = steps.filter(
      ({ detail }) => !/^CORRELATED|^SEARCH \w+ USING .+\(program=\? AND /.test(String(detail)),
    );
    expect({ sql, loose }).toEqual({ sql, loose: [] });
  }

  // A count of the members reads them all, and nobody else's.
  valueOf(await reader.countMembers(shop));
  const [count = ''] = [...prepared].filter((sql) => sql.includes('count('));
  const steps = prepare(`EXPLAIN QUERY PLAN ${count}`).all();
  expect(steps.map(({ detail }) => detail)).toEqual([expect.stringMatching(/^SEARCH \w+ USING .+\(program=\?\)$/)]);
  // Sums read a page of members with their own entries, or the entries of a time, as an index has them: nothing is
  // sorted.
  valueOf(await reader.memberTotals(shop, null, 9));
  valueOf(await reader.entryTotals(shop, 1 as never, 2 as never));
  const sums = [...prepared].filter((text) => text.startsWith('SELECT e.member_id, e.kind'));
  expect(sums).toHaveLength(2);
  for (const sql of sums) {
    const sumSteps = prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => String(detail));
    const searches = sumSteps.filter((step) => /^(?:SEARCH|SCAN) e\b/.test(step));
    expect(searches).toEqual([
      expect.stringMatching(/^SEARCH e USING .+\(program=\? AND /),
      'SEARCH e USING INTEGER PRIMARY KEY (rowid=?)',
    ]);
    expect(sumSteps.filter((step) => step.startsWith('SCAN'))).toEqual(['SCAN k']);
    expect(sumSteps.filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
  }
  database.close();
});
