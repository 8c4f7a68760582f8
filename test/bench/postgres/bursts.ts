import type { BenchCase, Progress } from '../bench-case.ts';
import { compare, type Comparison } from '../compare.ts';
import { inLoops } from '../in-loops.ts';
import { type BestPool, bestPool, type Sell } from './best-pool.ts';
import { remarkOf, type Shops } from './earning.ts';
import { openFourStatements } from './four-statements.ts';

const hotCallers = 64;
const batchSize = 1000;
const batchCallers = 8;
const patience = { rounds: 7, roundMs: 400 };

/** What strains a ledger of single sales: many at once for one member, and a thousand calls at once. */
export async function measureBursts(
  { ours, fourStatements }: Shops,
  hot: { readonly memberId: string; readonly ours: Sell },
  progress: Progress,
): Promise<BenchCase[]> {
  const measure = async (pool: BestPool, comparison: Comparison): Promise<BenchCase> => {
    progress(`postgres: ${comparison.name}`);
    const measured = await compare(comparison, patience);
    await pool.close();
    return measured;
  };
  progress(`postgres: the best pools for ${hotCallers} callers of one account`);
  const hotPool = await bestPool(openFourStatements, fourStatements, hotCallers, hot.memberId);
  const hotAccount = await measure(hotPool, {
    store: 'postgres',
    name: 'hot account',
    callers: hotCallers,
    goal: 8,
    remark: remarkOf('four statements, one account', hotCallers, hotPool),
    ours: inLoops(hotCallers, patience.roundMs, hot.ours),
    raw: inLoops(hotCallers, patience.roundMs, hotPool.sell),
  });
  const batchPool = await bestPool(openFourStatements, fourStatements, batchCallers);
  const batch = await measure(batchPool, {
    store: 'postgres',
    name: `batch of ${batchSize}`,
    callers: batchSize,
    goal: 8,
    remark: `The baseline sells to ${batchCallers} callers, over ${batchPool.connections} connections.`,
    ours: async () => {
      await Promise.all(Array.from({ length: batchSize }, ours));
      return batchSize;
    },
    raw: inLoops(batchCallers, patience.roundMs, batchPool.sell),
  });
  return [hotAccount, batch];
}
