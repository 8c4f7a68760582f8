import type { ImportRowBase } from '../csv/import-row.ts';
import type { ItemOutcome } from '../chunk.ts';
import { leftOutKind } from '../job-problem.ts';

/** What became of a row, with the cells that it was done without: the job tells them, beside what else it tells. */
export function withoutCells(outcome: ItemOutcome, { leftOut = [] }: Pick<ImportRowBase, 'leftOut'>): ItemOutcome {
  if (leftOut.length === 0 || outcome.outcome !== 'accepted') return outcome;
  const message = leftOut.map(({ column, problem }) => `${column} ${problem}, and was left out.`).join(' ');
  const { problem: reported = { memberId: null, kind: leftOutKind, message: '' } } = outcome;
  return { ...outcome, problem: { ...reported, message: `${reported.message} ${message}`.trim() } };
}
