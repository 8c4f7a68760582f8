import { type BenchCase, comparedCase, type Progress } from '../bench-case.ts';
import { median } from '../compare.ts';
import type { GiftFile } from './gift-file.ts';
import { type ChildRun, runChild } from './run-child.ts';

const processes = 5;
const passes = 6;
const sides = { raw: 'bare', ours: 'preview' } as const;

/**
 * The dry run of a file against a bare pass of papaparse over the same file. Processes of both take turns: the first
 * pass of each is a file read once, the least of the others what is left when everything is compiled and cached.
 */
export async function measureDryRun(host: string, { path, rows }: GiftFile, progress: Progress): Promise<BenchCase[]> {
  const found: Record<keyof typeof sides, ChildRun[]> = { raw: [], ours: [] };
  for (let round = 0; round < processes; round++) {
    for (const side of round % 2 === 0 ? (['raw', 'ours'] as const) : (['ours', 'raw'] as const)) {
      progress(`csv: dry run, ${side}, ${round + 1} of ${processes}`);
      found[side].push(await runChild(host, sides[side], path, passes));
    }
  }
  const rateOf = (side: keyof typeof sides, took: (run: ChildRun) => number) =>
    (rows / median(found[side].map(took))) * 1000;
  const caseOf = (name: string, goal: number | null, took: (run: ChildRun) => number) =>
    comparedCase({ store: 'csv', name, callers: null, goal }, 'ops/s', rateOf('ours', took), rateOf('raw', took));
  return [
    caseOf('dry run, first', 0.4, ({ took }) => took[0] ?? Number.NaN),
    caseOf('dry run, again', null, ({ took }) => Math.min(...took.slice(1))),
  ];
}
