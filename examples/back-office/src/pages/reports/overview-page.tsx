import type { Office } from '../../office.ts';
import { plusDays, today } from '../../shop/dates.ts';
import { Figure } from '../../ui/blocks.tsx';
import { ChartScripts } from '../../ui/chart.tsx';
import type { Page } from '../../ui/env.ts';
import { DaysChart, LiabilityChart } from './charts.tsx';
import { DaysTable } from './days-table.tsx';
import { showReport } from './frame.tsx';
import { LiabilityTable } from './liability-table.tsx';
import { words } from './words.ts';

/** The reports at a glance: the last 30 days, and what ends when. */
export async function overviewPage(c: Page, { ledger, summaries }: Office) {
  const t = words(c);
  const { number, moment } = c.var.formats;
  const to = today(ledger.program);
  const days = await summaries.days.rows(plusDays(to, -29), to);
  const { value: liability } = await summaries.liability();
  const { at, value: status } = await summaries.status();
  return showReport(
    c,
    { report: 'overview' },
    <>
      <section class="card">
        <dl class="figures">
          <Figure label={t.members} value={number(status.customers)} />
          <Figure label={t.balance} value={number(status.totals.balance)} />
          <Figure label={t.available} value={number(status.totals.available)} />
        </dl>
        <p class="note">{t.asOf(moment(at))}</p>
      </section>
      <section class="card">
        <DaysChart c={c} days={days} />
        <details>
          <summary>{t.table}</summary>
          <DaysTable c={c} days={days} columns={['earned', 'redeemed']} />
        </details>
      </section>
      <section class="card">
        <LiabilityChart c={c} rows={liability} />
        <details>
          <summary>{t.table}</summary>
          <LiabilityTable c={c} rows={liability} />
        </details>
      </section>
      <ChartScripts />
    </>,
  );
}
