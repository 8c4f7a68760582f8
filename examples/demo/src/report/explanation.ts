import type { RuleExplanation } from '@pointbook/core';
import type { ResultAsync } from 'neverthrow';
import type { Failure } from '../failure.ts';
import type { Ledgers } from '../ledgers.ts';
import { count, date, decimal, pounds, time } from './figures.ts';
import { madeUpOf } from './made-up-of.ts';
import { section } from './section.ts';
import { table } from './table.ts';
import { wrap } from './text.ts';

/** How each point of one sale came about. */
export function explanation(
  { onSave }: Ledgers,
  invoiceId: string,
  width: number,
): ResultAsync<readonly string[], Failure> {
  return onSave.getInvoice({ invoiceId }).map(({ total, soldAt, explanation: { rules, points, total: parts } }) => {
    const lines = table(
      [
        { title: 'Rule', kind: 'text', cells: [...rules.map(wording), 'Together'] },
        { title: 'Points', kind: 'figure', cells: [...rules.map((rule) => count(rule.points)), count(points)] },
      ],
      width,
    );
    const sale = `${pounds(total)}, sold on ${date(soldAt)} at ${time(soldAt)}.`;
    return section(`Why sale ${invoiceId} earns ${count(points)} points`, [
      ...wrap(sale, width),
      ...(parts === undefined ? [] : wrap(madeUpOf(parts), width)),
      ...lines,
    ]);
  });
}

function wording({ label, unmet, base, excluded, multipliers, exact, rounding }: RuleExplanation): string {
  const lines = [label];
  if (unmet !== null) lines.push(`not met: ${unmet}`);
  if (typeof base === 'number') lines.push(`counted: ${pounds(base)}`);
  if (excluded.length > 0) lines.push(`left out: line ${excluded.map(({ lineId }) => lineId).join(', ')}`);
  for (const multiplier of multipliers) lines.push(`multiplied by ${multiplier.times}: ${multiplier.label}`);
  if (typeof base === 'number') lines.push(`exactly ${decimal(exact)}, rounding: ${rounding}`);
  return lines.join('\n  ');
}
