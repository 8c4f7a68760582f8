import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Page } from '../../ui/env.ts';
import { Icon } from '../../ui/icons.tsx';
import { show } from '../../ui/page.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { words } from './words.ts';

const reports = ['overview', 'days', 'status', 'liability'] as const;

type Report = (typeof reports)[number];

const addresses: Readonly<Record<Report, string>> = {
  overview: '/reports',
  days: '/reports/days',
  status: '/reports/status',
  liability: '/reports/liability',
};

interface ReportPage {
  readonly report: Report;
  readonly status?: ContentfulStatusCode;
  /** The address of the same as a file. */
  readonly file?: string;
}

/** Answers a report below the ways to the others. */
export function showReport(c: Page, { report, status = 200, file }: ReportPage, body: Child) {
  const t = words(c);
  const download = file !== undefined && (
    <a class="button" href={file} download>
      <Icon name="imports" />
      {t.download}
    </a>
  );
  const tabs = reports.map((each) => ({ href: addresses[each], label: t[each], isHere: each === report }));
  return show(
    c,
    { title: report === 'overview' ? t.title : t[report], status, actions: download },
    <>
      <Tabs label={t.title} tabs={tabs} />
      {body}
    </>,
  );
}
