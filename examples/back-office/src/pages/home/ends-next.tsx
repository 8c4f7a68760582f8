import type { Office } from '../../office.ts';
import { monthsOf } from '../../shop/months-of.ts';
import { Card } from '../../ui/blocks.tsx';
import { calendarFormats } from '../../ui/calendar.ts';
import type { Page } from '../../ui/env.ts';
import { words } from './words.ts';

/** The next two months in which points end, of all customers together. */
export async function EndsNext({ c, office }: { readonly c: Page; readonly office: Office }) {
  const t = words(c);
  const { number, money, locale } = c.var.formats;
  const { month } = calendarFormats(locale);
  const { value: rows } = await office.summaries.liability();
  const next = monthsOf(rows).slice(0, 2);
  return (
    <Card title={t.endsNext}>
      {next.length === 0 ? (
        <p class="hint">{t.endsNone}</p>
      ) : (
        <ul class="list">
          {next.map(({ ends, points, value }) => (
            <li>
              <a href="/reports/liability">{month(ends)}</a>
              <span>
                {t.points(number(points))} {value !== null && <span class="note">{t.worth(money(value))}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
