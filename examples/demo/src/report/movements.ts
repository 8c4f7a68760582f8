import type { EntryCause, Pointbook } from '@pointbook/core';
import { okAsync, ResultAsync } from 'neverthrow';
import type { Failure } from '../failure.ts';
import type { Ledgers } from '../ledgers.ts';
import { change, count } from './figures.ts';
import { section } from './section.ts';
import { table } from './table.ts';

const rows: readonly (readonly [label: string, ...causes: EntryCause[]])[] = [
  ['Earned as sales are saved', 'invoice-saved'],
  ['Earned as sales are paid in full', 'invoice-paid'],
  ['Earned as a sale is claimed', 'invoice-claimed'],
  ['Earned again after a void', 'invoice-reinstated'],
  ['Taken back by refunds and a void', 'invoice-refunded'],
  ['Added by hand and by jobs', 'points-added'],
  ['Taken back by undoing a job', 'entry-reversed'],
  ['Changed by setting a balance', 'balance-set'],
  ['Spent', 'points-redeemed', 'hold-captured'],
  ['Came back after being spent', 'points-returned', 'redemption-undone'],
  ['Expired', 'lot-expired'],
];

/** Where the points of each program came from and went to. */
export function movements({ both }: Ledgers, width: number): ResultAsync<readonly string[], Failure> {
  return ResultAsync.combine(both.map((ledger) => pointsByCause(ledger))).map((programs) => {
    const figures = programs.map((points) => [
      ...rows.map(([, ...causes]) => change(sum(causes.map((cause) => points.get(cause) ?? 0)))),
      count(sum([...points.values()])),
    ]);
    const [onSave = [], onPayment = []] = figures;
    const lines = table(
      [
        { title: '', kind: 'text', cells: [...rows.map(([label]) => label), 'Outstanding'] },
        { title: 'On save', kind: 'figure', cells: onSave },
        { title: 'On payment', kind: 'figure', cells: onPayment },
      ],
      width,
    );
    return section('Points of the two programs', lines);
  });
}

type Points = ReadonlyMap<EntryCause, number>;

/** Adds up all entries of a program, page by page. */
function pointsByCause(ledger: Pointbook, before: Points = new Map(), cursor?: string): ResultAsync<Points, Failure> {
  return ledger
    .findEntries({ limit: 1000, ...(cursor !== undefined && { cursor }) })
    .andThen(({ items, next }): ResultAsync<Points, Failure> => {
      const points = new Map(before);
      for (const { cause, delta } of items) points.set(cause, (points.get(cause) ?? 0) + delta);
      return next === null ? okAsync(points) : pointsByCause(ledger, points, next);
    });
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}
