import { createPointbook, type Pointbook } from '@pointbook/core';
import { sqliteStore } from '@pointbook/sqlite';
import Database from 'better-sqlite3';
import type { BenchCase, Progress } from '../bench-case.ts';
import { compare, type Comparison } from '../compare.ts';
import { heavyMemberId, memberCount, memberIdOf, shop } from '../shop.ts';
import { valueOf } from '../../support/value-of.ts';

const pageLines = 50;
const depth = 90_000;

/** Balances and pages of a long statement, against the bare statements that return the same rows. */
export async function measureReading(path: string, progress: Progress): Promise<BenchCase[]> {
  const pointbook = createPointbook({ program: shop, store: sqliteStore(path) });
  const database = new Database(path, { readonly: true });
  const program = database.prepare("SELECT program FROM pointbook_programs WHERE program_id = 'warung'").pluck().get();
  const findMember = database.prepare(
    `SELECT member_id, sequence, balance, debt, last_instant, account, activity
     FROM pointbook_accounts WHERE program = ? AND member_id = ?`,
  );
  const findPage = database.prepare(
    `SELECT e.*, n.member_id IS NOT NULL AS noted, n.reason, n.comment
     FROM pointbook_entries e LEFT JOIN pointbook_notes n USING (program, member_id, sequence)
     WHERE e.program = ? AND e.member_id = ? ORDER BY e.sequence DESC LIMIT ?`,
  );
  const deepCursor = await cursorAt(pointbook, depth);
  const turns = { ours: 0, raw: 0 };
  const page = (cursor: string | undefined) => async () => {
    const query = { memberId: heavyMemberId, limit: pageLines };
    const { items } = valueOf(await pointbook.getStatement(cursor === undefined ? query : { ...query, cursor }));
    if (items.length !== pageLines) throw new Error('A page is full.');
    return 1;
  };

  const comparisons: Comparison[] = [
    {
      store: 'sqlite',
      name: 'balance',
      callers: 1,
      goal: 0.6,
      ours: async () => {
        for (let read = 0; read < 100; read++)
          valueOf(await pointbook.getBalance({ memberId: memberIdOf(turns.ours++ % memberCount) }));
        return 100;
      },
      // The bare statement: nothing is awaited, parsed or checked.
      raw: () => {
        for (let read = 0; read < 100; read++) findMember.get(program, memberIdOf(turns.raw++ % memberCount));
        return 100;
      },
    },
    {
      store: 'sqlite',
      name: 'statement page',
      callers: 1,
      goal: 0.8,
      ours: page(undefined),
      // One row more than the page has, as whoever wants to know whether there is another page asks.
      raw: () => {
        findPage.all(program, heavyMemberId, pageLines + 1);
        return 1;
      },
    },
    // Both are ours: of the deep page, and of the first. A deep page may take 1.1 times as long.
    {
      store: 'sqlite',
      name: 'deep statement page',
      callers: 1,
      goal: 1 / 1.1,
      ours: page(deepCursor),
      raw: page(undefined),
    },
  ];
  const measured: BenchCase[] = [];
  for (const comparison of comparisons) {
    progress(`sqlite: ${comparison.name}`);
    measured.push(await compare(comparison, { rounds: 9, roundMs: 150 }));
  }
  valueOf(await pointbook.close());
  database.close();
  return measured;
}

/** The cursor of the page after so many lines, found as a host would: page by page. */
async function cursorAt(pointbook: Pointbook, lines: number): Promise<string> {
  let cursor: string | undefined;
  for (let read = 0; read < lines; read += 1000) {
    const query = { memberId: heavyMemberId, limit: 1000 };
    const { next } = valueOf(await pointbook.getStatement(cursor === undefined ? query : { ...query, cursor }));
    if (next === null) throw new Error('The statement is too short.');
    cursor = next;
  }
  if (cursor === undefined) throw new Error('The first page has no cursor.');
  return cursor;
}
