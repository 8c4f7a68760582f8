import { type BenchCase, comparedCase } from '../bench-case.ts';
import { mediansInTurn, type Patience, quantile } from '../compare.ts';
import { rateInLoops } from '../in-loops.ts';
import type { Sell } from './best-pool.ts';

/** How long all but a hundredth of the sales take at most, from the call to its answer. */
export async function measureLatency(
  callers: number,
  ours: Sell,
  four: { readonly sell: Sell },
  { rounds, roundMs }: Patience,
): Promise<BenchCase> {
  const p99 = (sell: Sell) => async () => {
    const tookMs: number[] = [];
    await rateInLoops(callers, roundMs, async () => {
      const started = performance.now();
      await sell();
      tookMs.push(performance.now() - started);
    });
    return quantile(tookMs, 0.99);
  };
  const medians = await mediansInTurn({ raw: p99(four.sell), ours: p99(ours) }, rounds);
  const named = { store: 'postgres', name: `p99 at ${callers} callers`, callers, goal: 1 };
  return comparedCase(named, 'ms', medians.ours, medians.raw);
}
