import type { DailyRow } from '@pointbook/core/reports';
import { Columns, Table } from '../../ui/blocks.tsx';
import { calendarFormats } from '../../ui/calendar.ts';
import type { Page } from '../../ui/env.ts';
import { type DaysColumn, isSum } from './days-query.ts';
import { words } from './words.ts';

interface DaysTableProps {
  readonly c: Page;
  readonly days: readonly DailyRow[];
  readonly columns: readonly DaysColumn[];
}

/** The days, the newest first, and what they come to. */
export function DaysTable({ c, days, columns }: DaysTableProps) {
  const t = words(c);
  const { number } = c.var.formats;
  const { day } = calendarFormats(c.var.formats.locale);
  const total = (column: DaysColumn) => days.reduce((sum, row) => sum + row[column], 0);
  return (
    <Table caption={t.days}>
      <Columns of={[{ label: t.date }, ...columns.map((column) => ({ label: t[column], class: 'end' }))]} />
      <tbody>
        {days.toReversed().map((row) => (
          <tr>
            <th scope="row" class="nowrap">
              {day(row.date)}
            </th>
            {columns.map((column) => (
              <td class={row[column] === 0 ? 'end zero' : 'end'}>{number(row[column])}</td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t.total}</th>
          {columns.map((column) => (
            <td class="end">{isSum(column) ? number(total(column)) : ''}</td>
          ))}
        </tr>
      </tfoot>
    </Table>
  );
}
