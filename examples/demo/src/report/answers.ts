import { table } from './table.ts';

/** The verbs that were called, and what each of them answered. */
export function answers(rows: readonly (readonly [verb: string, answer: string])[], width: number): readonly string[] {
  return table(
    [
      { title: '', kind: 'label', cells: rows.map(([verb]) => verb) },
      { title: '', kind: 'text', cells: rows.map(([, answer]) => answer) },
    ],
    width,
  );
}
