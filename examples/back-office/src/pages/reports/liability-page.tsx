import type { ProgramDefinition } from '@pointbook/core';
import { orThrow } from '@pointbook/core/errors';
import { businessDay, type LiabilityRow } from '@pointbook/core/reports';
import { isBusinessDate } from '@pointbook/core/values';
import type { Office } from '../../office.ts';
import { type Day, today } from '../../shop/dates.ts';
import { monthsOf } from '../../shop/months-of.ts';
import { ChartScripts } from '../../ui/chart.tsx';
import { csvFile, moneyCell } from '../../ui/csv-file.ts';
import type { Page } from '../../ui/env.ts';
import { Field } from '../../ui/form.tsx';
import { LiabilityChart } from './charts.tsx';
import { dateIn } from './date-in.ts';
import { showReport } from './frame.tsx';
import { LiabilityTable, toldEnd } from './liability-table.tsx';
import { words } from './words.ts';

/** What customers have by the month in which it ends: now, or at the end of a day. */
export async function liabilityPage(c: Page, office: Office) {
  const t = words(c);
  const { moment } = c.var.formats;
  const day = askedDay(c);
  if (day !== null && !isBusinessDate(day))
    return showReport(c, { report: 'liability', status: 422 }, <DayForm c={c} day={day} error={t.dayWrong} />);
  const { at, rows } = await readLiability(office, day);
  return showReport(
    c,
    {
      report: 'liability',
      file: `/reports/liability.csv${day === null ? '' : `?${new URLSearchParams({ at: day })}`}`,
    },
    <>
      <DayForm c={c} day={day} />
      <section class="card">
        {monthsOf(rows).length > 0 && <LiabilityChart c={c} rows={rows} />}
        <p class="note">{t.asOf(moment(at))}</p>
        <LiabilityTable c={c} rows={rows} />
      </section>
      <ChartScripts />
    </>,
  );
}

function DayForm({ c, day, error }: { readonly c: Page; readonly day: Day | null; readonly error?: string }) {
  const t = words(c);
  return (
    <form method="get" action="/reports/liability" class="card">
      <Field name="at" label={t.atDay} type="date" value={dateIn(day)} hint={t.atDayHint} error={error} />
      <button>{t.show}</button>
    </form>
  );
}

/** The same as a file. */
export function liabilityFile(c: Page, { ledger: { program, pointbook } }: Office) {
  const t = words(c);
  const day = askedDay(c);
  if (day !== null && !isBusinessDate(day)) return c.redirect('/reports/liability', 303);
  const money = moneyCell(c, program.currency);
  const rows = pointbook.reports.liability(day === null ? {} : { at: lastInstantOf(day, program) });
  return csvFile(c, `points-by-end-${day ?? today(program)}`, rows, [
    { label: t.ends, of: ({ ends }: LiabilityRow) => (/^\d/.test(ends) ? ends : toldEnd(c, ends)) },
    { label: t.points, of: ({ points }) => points },
    { label: t.pendingOf, of: ({ pending }) => pending },
    { label: t.valueIn(program.currency), of: ({ value }) => (value === null ? null : money(value)) },
  ]);
}

/** The day that the form asks for; null for now. */
function askedDay(c: Page): Day | null {
  return c.req.query('at')?.trim() || null;
}

async function readLiability({ ledger, summaries }: Office, day: Day | null) {
  if (day === null) {
    const { at, value: rows } = await summaries.liability();
    return { at, rows };
  }
  const at = lastInstantOf(day, ledger.program);
  const rows: LiabilityRow[] = [];
  for await (const row of ledger.pointbook.reports.liability({ at })) rows.push(orThrow(row));
  return { at, rows };
}

function lastInstantOf(day: Day, program: ProgramDefinition): Date {
  return new Date(orThrow(businessDay(program, day)).until.getTime() - 1);
}
