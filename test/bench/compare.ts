import type { BenchCase } from './bench-case.ts';

/** Two ways to do the same work. Each does one portion and says how many operations that was. */
export interface Comparison extends Pick<BenchCase, 'store' | 'name' | 'callers' | 'goal'> {
  readonly ours: Portion;
  readonly raw: Portion;
}

export type Portion = () => number | Promise<number>;

/** How long to measure. */
export interface Patience {
  readonly rounds: number;
  readonly roundMs: number;
}

/**
 * Measures both sides in turn, so that a machine that slows down slows both: a round to warm up, then rounds of which
 * the medians count. The side that begins changes from round to round.
 */
export async function compare(comparison: Comparison, { rounds, roundMs }: Patience): Promise<BenchCase> {
  const { ours, raw, ...named } = comparison;
  const rates: { ours: number[]; raw: number[] } = { ours: [], raw: [] };
  for (let round = 0; round <= rounds; round++) {
    for (const side of round % 2 === 0 ? (['raw', 'ours'] as const) : (['ours', 'raw'] as const)) {
      const rate = await rateOf(side === 'ours' ? ours : raw, roundMs);
      if (round > 0) rates[side].push(rate);
    }
  }
  const figures = { ours: median(rates.ours), raw: median(rates.raw) };
  return { ...named, unit: 'ops/s', ...figures, ratio: figures.ours / figures.raw };
}

/** The middle one of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = sorted[sorted.length >> 1];
  if (middle === undefined) throw new Error('Nothing was measured.');
  return middle;
}

async function rateOf(portion: Portion, roundMs: number): Promise<number> {
  const started = performance.now();
  let operations = 0;
  let elapsedMs = 0;
  while (elapsedMs < roundMs) {
    operations += await portion();
    elapsedMs = performance.now() - started;
  }
  return (operations / elapsedMs) * 1000;
}
