import { type BenchCase, comparedCase, type NamedCase } from './bench-case.ts';

/** Two ways to do the same work. */
export interface Comparison extends NamedCase {
  readonly ours: Portion;
  readonly raw: Portion;
}

/** Does one portion of the work and says how many operations that was. */
export type Portion = () => number | Promise<number>;

/** How long to measure. */
export interface Patience {
  readonly rounds: number;
  readonly roundMs: number;
}

/** Measures both sides in turn; the medians of their rates count. */
export async function compare(comparison: Comparison, { rounds, roundMs }: Patience): Promise<BenchCase> {
  const { ours, raw, ...named } = comparison;
  const rates = await mediansInTurn({ raw: () => rateOf(raw, roundMs), ours: () => rateOf(ours, roundMs) }, rounds);
  return comparedCase(named, 'ops/s', rates.ours, rates.raw);
}

/**
 * Measures some sides in turn, so that a machine that slows down slows them all: a round to warm up, then rounds of
 * which the medians count. The order turns round from one to the next. Each side measures one round.
 */
export async function mediansInTurn<Side extends string>(sides: Sides<Side>, rounds: number): Promise<Figures<Side>> {
  return inTurn(sides, 1 + rounds, (figures) => median(figures.slice(1)));
}

/** The same of what takes so long that it need not be warmed up, nor often repeated: the means of all rounds. */
export async function meansInTurn<Side extends string>(sides: Sides<Side>, rounds: number): Promise<Figures<Side>> {
  return inTurn(sides, rounds, (figures) => figures.reduce((sum, figure) => sum + figure, 0) / rounds);
}

type Sides<Side extends string> = Readonly<Record<Side, () => Promise<number>>>;
type Figures<Side extends string> = Record<Side, number>;

async function inTurn<Side extends string>(
  sides: Sides<Side>,
  rounds: number,
  figureOf: (figures: readonly number[]) => number,
): Promise<Figures<Side>> {
  const names = Object.keys(sides) as Side[];
  const figures = Object.fromEntries(names.map((side) => [side, [] as number[]])) as Record<Side, number[]>;
  for (let round = 0; round < rounds; round++) {
    for (const side of round % 2 === 0 ? names : names.toReversed()) figures[side].push(await sides[side]());
  }
  return Object.fromEntries(names.map((side) => [side, figureOf(figures[side])])) as Figures<Side>;
}

/** The middle one of some figures. */
export function median(figures: readonly number[]): number {
  return quantile(figures, 0.5);
}

/** The figure that so large a part of them is below. */
export function quantile(figures: readonly number[], part: number): number {
  const figure = figures.toSorted((a, b) => a - b)[Math.floor(figures.length * part)];
  if (figure === undefined) throw new Error('Nothing was measured.');
  return figure;
}

/** Operations per second, of as many portions as fill a round. */
export async function rateOf(portion: Portion, roundMs: number): Promise<number> {
  const started = performance.now();
  let operations = 0;
  let elapsedMs = 0;
  while (elapsedMs < roundMs) {
    operations += await portion();
    elapsedMs = performance.now() - started;
  }
  return (operations / elapsedMs) * 1000;
}
