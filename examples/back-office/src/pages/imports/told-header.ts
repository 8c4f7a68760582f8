import type { RowProblem } from '@pointbook/core/jobs';
import type { Page } from '../../ui/env.ts';
import { words } from './words.ts';

/** What a column of the import is called on the pages. */
export function columnLabel(c: Page, column: string): string {
  const labels: Readonly<Record<string, unknown>> = words(c);
  const label = labels[column];
  return typeof label === 'string' ? label : column;
}

/** What is wrong with the columns of a file, in the words of a shop. */
export function toldHeader(c: Page, { column, problem, fix }: RowProblem): string {
  const t = words(c);
  if (column === null) return problem.startsWith('no column says whose') ? t.noWho : `${problem}. ${fix}`;
  const label = columnLabel(c, column);
  if (problem === 'is missing') return t.missing(label);
  return problem.includes('both read as') ? t.twice(label) : `${label} ${problem}. ${fix}`;
}
