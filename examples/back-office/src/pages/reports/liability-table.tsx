import type { LiabilityRow } from '@pointbook/core/reports';
import { Columns, Empty, Table } from '../../ui/blocks.tsx';
import { calendarFormats } from '../../ui/calendar.ts';
import type { Page } from '../../ui/env.ts';
import { words } from './words.ts';

/** What customers have, by the month in which it ends, and what it is worth. */
export function LiabilityTable({ c, rows }: { readonly c: Page; readonly rows: readonly LiabilityRow[] }) {
  const t = words(c);
  const { number, money } = c.var.formats;
  if (rows.length === 0) return <Empty title={t.noPoints} />;
  return (
    <Table caption={t.liability}>
      <Columns
        of={[
          { label: t.ends },
          { label: t.points, class: 'end' },
          { label: t.pendingOf, class: 'end wide' },
          { label: t.value, class: 'end' },
        ]}
      />
      <tbody>
        {rows.map(({ ends, points, pending, value }) => (
          <tr>
            <th scope="row">{toldEnd(c, ends)}</th>
            <td class="end">{number(points)}</td>
            <td class="end wide">{number(pending)}</td>
            <td class="end">{value === null ? '–' : money(value)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t.total}</th>
          <td class="end">{number(sumOf(rows, ({ points }) => points))}</td>
          <td class="end wide">{number(sumOf(rows, ({ pending }) => pending))}</td>
          <td class="end">{money(sumOf(rows, ({ value }) => value ?? 0))}</td>
        </tr>
      </tfoot>
    </Table>
  );
}

/** The end that a row has, in words. */
export function toldEnd(c: Page, ends: string): string {
  const t = words(c);
  const others: Readonly<Record<string, string>> = { never: t.neverEnds, held: t.heldPoints, debt: t.owedPoints };
  return others[ends] ?? calendarFormats(c.var.formats.locale).month(ends);
}

function sumOf(rows: readonly LiabilityRow[], figure: (row: LiabilityRow) => number): number {
  return rows.reduce((sum, row) => sum + figure(row), 0);
}
