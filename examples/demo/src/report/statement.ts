import type { StatementLine } from '@pointbook/core';
import type { ResultAsync } from 'neverthrow';
import type { Failure } from '../failure.ts';
import type { Ledgers } from '../ledgers.ts';
import { change, count, date } from './figures.ts';
import { section } from './section.ts';
import { table } from './table.ts';

/** A member's entries as the member reads them, oldest first. */
export function statement(
  { onSave }: Ledgers,
  memberId: string,
  width: number,
): ResultAsync<readonly string[], Failure> {
  return onSave.getStatement({ memberId }).map(({ items }) => {
    const entries = items.toReversed();
    const lines = table(
      [
        { title: 'Date', kind: 'figure', cells: entries.map(({ effectiveAt }) => date(effectiveAt)) },
        { title: 'What', kind: 'text', cells: entries.map(wording) },
        { title: 'Points', kind: 'figure', cells: entries.map(({ delta }) => change(delta)) },
        { title: 'Balance', kind: 'figure', cells: entries.map(({ balance }) => count(balance)) },
      ],
      width,
    );
    return section(`Statement of member ${memberId}, on save`, lines);
  });
}

function wording({ cause, reference, reason, comment }: StatementLine): string {
  switch (cause) {
    case 'invoice-saved':
      return `Sale ${reference?.id}`;
    case 'points-added':
      return comment ?? reason ?? 'Added by hand';
    case 'points-held':
      return `Set aside for a ${reference?.detail}`;
    case 'hold-captured':
      return `Spent on a ${reference?.detail}`;
    case 'lot-expired':
      return 'Expired after 12 months';
    default:
      return cause;
  }
}
