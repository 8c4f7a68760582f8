import { type BenchCase, comparedCase, type NamedCase, type Progress } from '../bench-case.ts';
import { mediansInTurn } from '../compare.ts';
import { rateInLoops } from '../in-loops.ts';
import { type BestPool, bestPool, type Sell } from './best-pool.ts';
import { openFourStatements } from './four-statements.ts';
import { openHandWritten } from './hand-written.ts';
import { measureLatency } from './latency.ts';
import { openOneStatement } from './one-statement.ts';

/** The library's side of a comparison, and the databases of the others. */
export interface Shops {
  readonly ours: Sell;
  readonly fourStatements: string;
  readonly oneStatement: string;
  readonly handWritten: string;
}

/** How many times as fast as each baseline we should be; null where that is only told. */
const goals = [
  { callers: 256, oneStatement: 2.5, fourStatements: 6, handWritten: 7 },
  { callers: 32, oneStatement: 1.8, fourStatements: 4, handWritten: 5 },
  { callers: 8, oneStatement: 1.3, fourStatements: null, handWritten: null },
  { callers: 1, oneStatement: 0.6, fourStatements: null, handWritten: 0.8 },
];
const latencyCallers = 32;
const patience = { rounds: 7, roundMs: 400 };

/** Earning by callers who wait for each answer; the busiest first, as at a till that runs all day. */
export async function measureEarning(shops: Shops, progress: Progress): Promise<BenchCase[]> {
  const againstOne: BenchCase[] = [];
  const againstFour: BenchCase[] = [];
  const againstHand: BenchCase[] = [];
  const latency: BenchCase[] = [];
  for (const { callers, ...goal } of goals) {
    progress(`postgres: the best pools for ${callers} callers`);
    const one = await bestPool(openOneStatement, shops.oneStatement, callers);
    const four = await bestPool(openFourStatements, shops.fourStatements, callers);
    const hand = await bestPool(openHandWritten, shops.handWritten, callers);

    progress(`postgres: earn, ${callers} at once`);
    const rate = (sell: Sell) => () => rateInLoops(callers, patience.roundMs, sell);
    const sides = { one: rate(one.sell), four: rate(four.sell), hand: rate(hand.sell), ours: rate(shops.ours) };
    const rates = await mediansInTurn(sides, patience.rounds);
    const named = { store: 'postgres', callers };
    const vsOne = { ...named, name: 'earn vs one CTE', goal: goal.oneStatement };
    const vsFour = { ...named, name: 'earn vs four statements', goal: goal.fourStatements };
    const vsHand = { ...named, name: 'earn vs by hand', goal: goal.handWritten };
    const against = (vs: NamedCase, baseline: string, pool: BestPool, raw: number) =>
      comparedCase({ ...vs, remark: remarkOf(baseline, callers, pool) }, 'ops/s', rates.ours, raw);
    againstOne.unshift(against(vsOne, 'one CTE', one, rates.one));
    againstFour.unshift(against(vsFour, 'four statements', four, rates.four));
    againstHand.unshift(against(vsHand, 'by hand', hand, rates.hand));

    if (callers === latencyCallers) {
      progress(`postgres: latency, ${callers} at once`);
      latency.push(await measureLatency(callers, shops.ours, four, patience));
    }
    await Promise.all([one, four, hand].map((pool) => pool.close()));
  }
  return [...againstOne, ...againstFour, ...againstHand, ...latency];
}

/** Says with how many connections a baseline did best. */
export function remarkOf(baseline: string, callers: number, { connections }: BestPool): string {
  return `Best pool of ${baseline}, ${callers} at once: ${connections} connection${connections === 1 ? '' : 's'}.`;
}
