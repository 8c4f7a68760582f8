import { type BenchCase, comparedCase, type Progress } from '../bench-case.ts';
import { compare, type Comparison, mediansInTurn } from '../compare.ts';
import { inLoops, rateInLoops } from '../in-loops.ts';
import { type BestPool, bestPool, type Sell } from './best-pool.ts';
import { remarkOf, type Shops } from './earning.ts';
import { openFourStatements } from './four-statements.ts';
import { openHandWritten } from './hand-written.ts';

const hotCallers = 64;
const batchSize = 1000;
const batchCallers = 8;
const patience = { rounds: 7, roundMs: 400 };

/** What strains a ledger of single sales: many at once for one member, and a thousand calls at once. */
export async function measureBursts(
  { ours, fourStatements, handWritten }: Shops,
  hot: { readonly memberId: string; readonly ours: Sell },
  progress: Progress,
): Promise<BenchCase[]> {
  progress(`postgres: the best pools for ${hotCallers} callers of one account`);
  const four = await bestPool(openFourStatements, fourStatements, hotCallers, hot.memberId);
  const hand = await bestPool(openHandWritten, handWritten, hotCallers, hot.memberId);
  progress('postgres: hot account');
  const rate = (sell: Sell) => () => rateInLoops(hotCallers, patience.roundMs, sell);
  const sides = { four: rate(four.sell), hand: rate(hand.sell), ours: rate(hot.ours) };
  const rates = await mediansInTurn(sides, patience.rounds);
  await Promise.all([four.close(), hand.close()]);
  const against = (name: string, goal: number | null, baseline: string, pool: BestPool, raw: number) => {
    const remark = remarkOf(`${baseline}, one account`, hotCallers, pool);
    return comparedCase({ store: 'postgres', name, callers: hotCallers, goal, remark }, 'ops/s', rates.ours, raw);
  };
  return [
    against('hot account', 15, 'four statements', four, rates.four),
    against('hot account vs by hand', null, 'by hand', hand, rates.hand),
    await measureBatch(ours, fourStatements, progress),
  ];
}

async function measureBatch(ours: Sell, fourStatements: string, progress: Progress): Promise<BenchCase> {
  const pool = await bestPool(openFourStatements, fourStatements, batchCallers);
  const name = `batch of ${batchSize}`;
  progress(`postgres: ${name}`);
  const batch: Comparison = {
    store: 'postgres',
    name,
    callers: batchSize,
    goal: 8,
    remark: `The baseline sells to ${batchCallers} callers, over ${pool.connections} connections.`,
    ours: async () => {
      await Promise.all(Array.from({ length: batchSize }, ours));
      return batchSize;
    },
    raw: inLoops(batchCallers, patience.roundMs, pool.sell),
  };
  const measured = await compare(batch, patience);
  await pool.close();
  return measured;
}
