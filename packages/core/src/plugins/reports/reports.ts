import type { ReadingHost } from '../../index.ts';
import type { Plugin } from '../../plugin.ts';
import { reportDaily } from './report-daily.ts';
import { reportLiability } from './report-liability.ts';
import { reportMembers } from './report-members.ts';
import { reportOpening } from './report-opening.ts';
import { reportStatement } from './report-statement.ts';
import { reportStatus } from './report-status.ts';

const reportVerbs = {
  status: reportStatus,
  daily: reportDaily,
  liability: reportLiability,
  statement: reportStatement,
  members: reportMembers,
  opening: reportOpening,
};

/** The verbs of `pointbook.reports`. */
export type ReportVerbs = typeof reportVerbs;

/**
 * Reports on members, days and liabilities, as rows that `reportCsv` and `reportJson` write.
 *
 * @example
 * ```ts
 * import { reports } from '@pointbook/core/reports';
 *
 * const ledger = createPointbook({ program, store, plugins: [reports()] });
 * for await (const row of ledger.reports.status()) if (row.isOk()) print(row.value.memberId, row.value.balance);
 * ```
 */
export function reports(): Plugin<'reports', ReportVerbs, ReadingHost> {
  return { name: 'reports', verbs: reportVerbs };
}
