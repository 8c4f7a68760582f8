import type { Brand } from './brand.ts';

/** A whole, positive number of points, at most 2^53 − 1. */
export type Points = Brand<number, 'Points'>;

/** The most points (or minor units of money) that a figure may hold: 2^53 − 1. */
export const maxSafePoints = Number.MAX_SAFE_INTEGER;

/** How a fraction of a point becomes whole. */
export type Rounding = 'floor' | 'half-up' | 'ceil';

/** The sum of a field. */
export function sumOf<T>(items: readonly T[], figure: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += figure(item);
  return total;
}

/** The points of some lots, or of other parts. */
export function pointsIn(parts: readonly { readonly points: number }[]): number {
  return sumOf(parts, (part) => part.points);
}

/** Whether a figure can be stored without loss. */
export function isWhole(figure: number): boolean {
  return Number.isSafeInteger(figure);
}

/** Whether a figure lies between nothing and the whole, for wholes below zero too. */
export function isPart(part: bigint, whole: bigint): boolean {
  return whole >= 0n ? part >= 0n && part <= whole : part <= 0n && part >= whole;
}
