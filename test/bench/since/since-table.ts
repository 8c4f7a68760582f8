/** One figure of the sources at hand and of an earlier commit, in one run. */
export interface SinceCase {
  readonly store: 'sqlite' | 'postgres';
  readonly name: string;
  /** How many callers were waiting for an answer at any time; null where sales are weighed. */
  readonly callers: number | null;
  readonly unit: '/s' | 'B';
  readonly now: number;
  readonly before: number;
  /** Now / before: of rates, the median of the rounds. */
  readonly ratio: number;
  /** The lowest and the highest ratio of a round; null where there are none. */
  readonly spread: readonly [number, number] | null;
  /** How many times as many operations a second of the process's CPU does; null where sales are weighed. */
  readonly cpuRatio: number | null;
}

const headings = ['store', 'case', 'callers', 'now', 'before', 'ratio', 'of rounds', 'CPU'];
/** Negative for text, which stands at the left. */
const widths = [-8, -16, 7, 10, 10, 5, 11, 5];

/** The cases as lines of at most 80 columns. */
export function sinceTable(cases: readonly SinceCase[]): string {
  return [headings, ...cases.map(cellsOf)].map(row).join('\n');
}

function cellsOf({ store, name, callers, unit, now, before, ratio, spread, cpuRatio }: SinceCase): string[] {
  const figure = (value: number) => `${Math.round(value).toLocaleString('en-US')}${unit === 'B' ? ' B' : unit}`;
  const rounds = spread?.map((ratioOfRound) => ratioOfRound.toFixed(2)).join('–') ?? '';
  const cells = [store, name, String(callers ?? ''), figure(now), figure(before), ratio.toFixed(2), rounds];
  return [...cells, cpuRatio?.toFixed(2) ?? ''];
}

function row(cells: readonly string[]): string {
  const padded = cells.map((cell, index) => {
    const width = widths[index] ?? 0;
    return width < 0 ? cell.padEnd(-width) : cell.padStart(width);
  });
  return padded.join(' ').trimEnd();
}
