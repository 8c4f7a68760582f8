import type { BenchCase, Progress } from '../bench-case.ts';
import { compare, type Comparison } from '../compare.ts';
import { inLoops } from '../in-loops.ts';
import { heavyMemberId, memberCount, memberIdOf } from '../shop.ts';
import { valueOf } from '../../support/value-of.ts';
import { openOurs } from './prepare-ledger.ts';
import { numbersIn, openPool } from './raw-ledger.ts';

const findMember = {
  name: 'find-member',
  text: `SELECT member_id, sequence, balance, debt, last_instant, account, activity
    FROM pointbook.accounts WHERE program = $1 AND member_id = $2`,
};
const findPage = {
  name: 'find-page',
  text: `SELECT e.*, n.member_id IS NOT NULL AS noted, n.reason, n.comment
    FROM pointbook.entries e LEFT JOIN pointbook.notes n USING (program, member_id, sequence)
    WHERE e.program = $1 AND e.member_id = $2 ORDER BY e.sequence DESC LIMIT $3`,
};
const pageLines = 50;
/** As many as a pool of pg and the store have by themselves. */
const connections = 10;
/** We may take 1.3 times as long. */
const goal = 1 / 1.3;
const patience = { rounds: 9, roundMs: 250 };

/** Balances and a page of a long statement, against the bare statements that return the same rows. */
export async function measureReading(url: string, progress: Progress): Promise<BenchCase[]> {
  const pointbook = openOurs(url);
  const pool = openPool(url, connections);
  const { program } = await numbersIn(pool);
  const turns = { ours: 0, raw: 0 };
  const read = {
    ours: async () => valueOf(await pointbook.getBalance({ memberId: memberIdOf(turns.ours++ % memberCount) })),
    raw: async () => pool.query({ ...findMember, values: [program, memberIdOf(turns.raw++ % memberCount)] }),
  };
  const page = {
    ours: async () => {
      const { items } = valueOf(await pointbook.getStatement({ memberId: heavyMemberId, limit: pageLines }));
      if (items.length !== pageLines) throw new Error('A page is full.');
    },
    // One row more than the page has, as whoever wants to know whether there is another page asks.
    raw: async () => pool.query({ ...findPage, values: [program, heavyMemberId, pageLines + 1] }),
  };
  const comparison = (name: string, callers: number, sides: typeof read | typeof page): Comparison => ({
    store: 'postgres',
    name,
    callers,
    goal,
    ours: inLoops(callers, patience.roundMs, sides.ours),
    raw: inLoops(callers, patience.roundMs, sides.raw),
  });

  const measured: BenchCase[] = [];
  // The busiest first, as in earning.
  for (const each of [
    comparison('statement page', 1, page),
    comparison('balance', 32, read),
    comparison('balance', 1, read),
  ]) {
    progress(`postgres: ${each.name}, ${each.callers} at once`);
    measured.unshift(await compare(each, patience));
  }
  valueOf(await pointbook.close());
  await pool.end();
  return measured;
}
