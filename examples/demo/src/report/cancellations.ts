import { totalOf } from '../file/shop-day.ts';
import type { CancellationOutcome } from '../steps/cancel-sales.ts';
import { count, pounds } from './figures.ts';
import { section } from './section.ts';
import { table } from './table.ts';
import { wrap } from './text.ts';

/** What became of each cancellation; an error is shown by its name. */
export function cancellations(outcomes: readonly CancellationOutcome[], width: number): readonly string[] {
  const lines = table(
    [
      { title: 'Number', kind: 'label', cells: outcomes.map(({ cancellation }) => cancellation.number) },
      { title: 'Refund', kind: 'figure', cells: outcomes.map(({ cancellation }) => pounds(-totalOf(cancellation))) },
      { title: 'Outcome', kind: 'text', cells: outcomes.map(wording) },
    ],
    width,
  );
  const caption =
    'Most take back what was sold before this day. The ledger never saw those sales, and says so by name.';
  return section('Cancellations', [...wrap(caption, width), ...lines]);
}

function wording({ outcome }: CancellationOutcome): string {
  return 'kind' in outcome
    ? `${outcome.kind}: ${outcome.message}`
    : `takes back ${pounds(outcome.value)} of sale ${outcome.invoiceId}, ${pounds(outcome.money)} of it money, and ${count(outcome.clawedBack)} points`;
}
