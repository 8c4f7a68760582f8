import { type BenchCase, comparedCase } from '../bench-case.ts';

/** May grow by a fifth. */
const growthGoal = 1 / 1.2;
const maxMegabytes = 256;

/**
 * The most memory of a process that reads a file of so many rows, by itself and against that of one with a tenth of
 * them.
 */
export function memoryCases(store: string, task: string, whole: number, tenth: number): BenchCase[] {
  const figures = { unit: 'MB', ours: whole, raw: null, ratio: null } as const;
  return [
    { store, name: `${task}, RSS`, callers: null, ...figures, goal: maxMegabytes },
    comparedCase({ store, name: `${task}, RSS vs a tenth`, callers: null, goal: growthGoal }, 'MB', whole, tenth),
  ];
}
