import { statusColumns, type StatusRow } from '@pointbook/core/reports';
import type { Office } from '../../office.ts';
import { today } from '../../shop/dates.ts';
import { type Ranking, rankings } from '../../shop/status-summary.ts';
import { customerAddress } from '../../ui/addresses.ts';
import { Columns, Empty, Figure, Table } from '../../ui/blocks.tsx';
import { csvFile, momentCell } from '../../ui/csv-file.ts';
import type { Page } from '../../ui/env.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { showReport } from './frame.tsx';
import { words } from './words.ts';

/** What all customers have together, and those who have most. The file has everybody. */
export async function statusPage(c: Page, { summaries, directory }: Office) {
  const t = words(c);
  const { number, moment } = c.var.formats;
  const by = rankings.find((each) => each === c.req.query('by')) ?? 'balance';
  const { at, value } = await summaries.status();
  const { totals } = value;
  const names = (memberId: string) => directory.get(memberId)?.name ?? memberId;
  return showReport(
    c,
    { report: 'status', file: '/reports/status.csv' },
    <>
      <section class="card">
        <dl class="figures">
          <Figure label={t.members} value={number(value.customers)} />
          <Figure label={t.balance} value={number(totals.balance)} />
          <Figure label={t.earned} value={number(totals.earned)} />
          <Figure label={t.redeemed} value={number(totals.redeemed)} />
          <Figure label={t.expired} value={number(totals.expired)} />
        </dl>
        <p class="note">{t.asOf(moment(at))}</p>
      </section>
      <section class="card">
        <header>
          <h2>{t.most}</h2>
          <Tabs
            label={t.rank}
            tabs={rankings.map((each) => ({ href: `/reports/status?by=${each}`, label: t[each], isHere: each === by }))}
          />
        </header>
        {value.customers === 0 ? (
          <Empty title={t.noCustomers} />
        ) : (
          <Most c={c} rows={value.most[by]} by={by} names={names} />
        )}
      </section>
    </>,
  );
}

interface MostProps {
  readonly c: Page;
  readonly rows: readonly StatusRow[];
  readonly by: Ranking;
  readonly names: (memberId: string) => string;
}

function Most({ c, rows, by, names }: MostProps) {
  const t = words(c);
  const { number, day } = c.var.formats;
  // Where there is little room, the figure by which they are ranked is seen.
  const figures = rankings.map((each) => ({ each, class: each === by ? 'end' : 'end wide' }));
  return (
    <Table caption={t.most}>
      <Columns
        of={[
          { label: t.customer },
          ...figures.map(({ each, class: column }) => ({ label: t[each], class: column })),
          { label: t.lastActivity, class: 'wide' },
        ]}
      />
      <tbody>
        {rows.map((row) => (
          <tr>
            <th scope="row">
              <a href={customerAddress(row.memberId)}>
                <bdi>{names(row.memberId)}</bdi>
              </a>
            </th>
            {figures.map(({ each, class: column }) => (
              <td class={column}>{number(row[each])}</td>
            ))}
            <td class="wide">{row.lastActivity === null ? t.never : day(row.lastActivity)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Each customer with all figures, as a file. */
export function statusFile(c: Page, { ledger, directory }: Office) {
  const t = words(c);
  const moment = momentCell(ledger.program.timeZone);
  const figures = statusColumns.filter((column) => column !== 'memberId' && column !== 'lastActivity');
  return csvFile(c, `customers-${today(ledger.program)}`, ledger.pointbook.reports.status(), [
    { label: t.number, of: ({ memberId }) => memberId },
    { label: t.name, of: ({ memberId }) => directory.get(memberId)?.name ?? null },
    ...figures.map((column) => ({ label: t[column], of: (row: StatusRow) => row[column] })),
    { label: t.lastActivity, of: ({ lastActivity }) => lastActivity && moment(lastActivity) },
  ]);
}
