import type { Office } from '../../office.ts';
import { plusDays, today } from '../../shop/dates.ts';
import { ChartScripts } from '../../ui/chart.tsx';
import { csvFile } from '../../ui/csv-file.ts';
import type { Page } from '../../ui/env.ts';
import { Field } from '../../ui/form.tsx';
import { dateIn } from './date-in.ts';
import { DaysChart } from './charts.tsx';
import { askedDays, type DaysAsked, daysColumns } from './days-query.ts';
import { DaysTable } from './days-table.tsx';
import { showReport } from './frame.tsx';
import { words } from './words.ts';

/** What happened on each day, in the columns that somebody chose. */
export async function daysPage(c: Page, { ledger, summaries }: Office) {
  const asked = askedDays(c, ledger.program);
  const { from, to, columns, errors } = asked;
  const isRefused = Object.keys(errors).length > 0;
  const days = isRefused ? [] : await summaries.days.rows(from, to);
  const file = `/reports/days.csv?${new URLSearchParams({ from, to })}`;
  return showReport(
    c,
    { report: 'days', ...(isRefused ? { status: 422 } : { file }) },
    <>
      <DaysForm c={c} asked={asked} now={today(ledger.program)} />
      {!isRefused && (
        <>
          <section class="card">
            <DaysChart c={c} days={days} />
          </section>
          <section class="card">
            <DaysTable c={c} days={days} columns={columns} />
          </section>
          <ChartScripts />
        </>
      )}
    </>,
  );
}

function DaysForm({ c, asked, now }: { readonly c: Page; readonly asked: DaysAsked; readonly now: string }) {
  const t = words(c);
  const { from, to, columns, errors } = asked;
  return (
    <form method="get" action="/reports/days" class="card">
      <input type="hidden" name="chosen" value="yes" />
      <p class="inline">
        {[7, 30, 90, 365].map((days) => (
          <a href={`/reports/days?${new URLSearchParams({ from: plusDays(now, 1 - days), to: now })}`}>
            {t.lastDays(c.var.formats.number(days))}
          </a>
        ))}
      </p>
      <div class="row">
        <Field name="from" label={t.from} type="date" value={dateIn(from)} error={errors.from} required />
        <Field name="to" label={t.to} type="date" value={dateIn(to)} error={errors.to} required />
      </div>
      <fieldset class="radios">
        <legend>{t.columns}</legend>
        {daysColumns.map((column) => (
          <label>
            <input type="checkbox" name="column" value={column} checked={columns.includes(column)} />
            <span>{t[column]}</span>
          </label>
        ))}
        {errors.columns && <p class="error">{errors.columns}</p>}
      </fieldset>
      <button class="main">{t.show}</button>
    </form>
  );
}

/** The same as a file, however many days it has. Days on which nothing happened are not in it. */
export function daysFile(c: Page, { ledger }: Office) {
  const t = words(c);
  const { from, to, columns, isRange } = askedDays(c, ledger.program);
  if (!isRange) return c.redirect('/reports/days', 303);
  const rows = ledger.pointbook.reports.daily({ columns: ['date', ...columns], from, to });
  const date = { label: t.date, of: (row: { date: string }) => row.date };
  const others = columns.map((column) => ({
    label: t[column],
    of: (row: Record<typeof column, number>) => row[column],
  }));
  return csvFile(c, `days-${from}-${to}`, rows, [date, ...others]);
}
