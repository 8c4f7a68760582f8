/** One measured figure, as `--json` prints it. */
export interface BenchCase {
  readonly store: string;
  readonly name: string;
  /** How many callers were waiting for an answer at any time; null where nobody calls. */
  readonly callers: number | null;
  /** The unit of `ours` and `raw`. Of operations per second more is better, of everything else less. */
  readonly unit: 'ops/s' | 'ms' | 'B' | 'kB' | 'MB';
  readonly ours: number;
  /** The baseline in the same run; null where there is none. */
  readonly raw: number | null;
  /** How many times as good as the baseline: `ours / raw` of operations per second, else `raw / ours`. */
  readonly ratio: number | null;
  /** The least ratio where there is a baseline, or else the most of `ours`; null where the figure is only told. */
  readonly goal: number | null;
  /** What a reader of the figure must know. */
  readonly remark?: string;
}

/** What a case is called, and what it should reach. */
export type NamedCase = Pick<BenchCase, 'store' | 'name' | 'callers' | 'goal' | 'remark'>;

/**
 * A group of cases that can be run by name; it tells of its progress as it goes. Some are for so many members, or rows
 * of a file.
 */
export type Suite = (progress: Progress, members: number) => Promise<readonly BenchCase[]>;

export type Progress = (doing: string) => void;

/** A case with a baseline, from both figures. */
export function comparedCase(named: NamedCase, unit: BenchCase['unit'], ours: number, raw: number): BenchCase {
  return { ...named, unit, ours, raw, ratio: unit === 'ops/s' ? ours / raw : raw / ours };
}

/** Whether a case is as good as it should be. */
export function meetsGoal({ ours, ratio, goal }: BenchCase): boolean {
  if (goal === null) return true;
  return ratio === null ? ours < goal : ratio >= goal;
}
