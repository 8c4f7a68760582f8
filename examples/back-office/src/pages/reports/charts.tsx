import type { DailyRow, LiabilityRow } from '@pointbook/core/reports';
import { monthsOf } from '../../shop/months-of.ts';
import { calendarFormats } from '../../ui/calendar.ts';
import { Chart } from '../../ui/chart.tsx';
import type { Page } from '../../ui/env.ts';
import { words } from './words.ts';

/** Points earned above the line, and spent below it. */
export function DaysChart({ c, days }: { readonly c: Page; readonly days: readonly DailyRow[] }) {
  const t = words(c);
  const { shortDay } = calendarFormats(c.var.formats.locale);
  return (
    <Chart
      c={c}
      caption={t.earnedAndSpent}
      over={t.date}
      labels={days.map(({ date }) => shortDay(date))}
      series={[
        { label: t.earned, colour: '--accent', values: days.map(({ earned }) => earned) },
        { label: t.redeemed, colour: '--warn', values: days.map(({ redeemed }) => redeemed) },
      ]}
    />
  );
}

/** Points by the month in which they end. */
export function LiabilityChart({ c, rows }: { readonly c: Page; readonly rows: readonly LiabilityRow[] }) {
  const t = words(c);
  const { shortMonth } = calendarFormats(c.var.formats.locale);
  const months = monthsOf(rows);
  return (
    <Chart
      c={c}
      caption={t.byMonth}
      over={t.ends}
      labels={months.map(({ ends }) => shortMonth(ends))}
      series={[{ label: t.points, colour: '--accent', values: months.map(({ points }) => points) }]}
    />
  );
}
