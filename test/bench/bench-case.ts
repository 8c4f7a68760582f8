/** One measured figure, as `--json` prints it. */
export interface BenchCase {
  readonly store: string;
  readonly name: string;
  /** How many callers were waiting for an answer at any time; null where nobody calls. */
  readonly callers: number | null;
  /** The unit of `ours` and `raw`. Of operations per second more is better, of milliseconds and kilobytes less. */
  readonly unit: 'ops/s' | 'ms' | 'kB';
  readonly ours: number;
  /** The baseline in the same run; null where there is none. */
  readonly raw: number | null;
  /** `ours / raw`. */
  readonly ratio: number | null;
  /** The least ratio where there is a baseline, or else the most of `ours`. */
  readonly goal: number;
  /** What a reader of the figure must know. */
  readonly remark?: string;
}

/** A group of cases that can be run by name; it tells of its progress as it goes. */
export type Suite = (progress: Progress) => Promise<readonly BenchCase[]>;

export type Progress = (doing: string) => void;

/** Whether a case is as good as it should be. */
export function meetsGoal({ ours, ratio, goal }: BenchCase): boolean {
  return ratio === null ? ours < goal : ratio >= goal;
}
