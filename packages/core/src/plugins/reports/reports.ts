import type { ReadingHost } from '../../index.ts';
import type { Plugin } from '../../plugin.ts';
import { checkOptionNames } from '../../shapes.ts';
import { reportDaily } from './report-daily.ts';
import { reportLiability } from './report-liability.ts';
import { reportMembers } from './report-members.ts';
import { reportOpening } from './report-opening.ts';
import { reportStatement } from './report-statement.ts';
import { reportStatus } from './report-status.ts';

const reportVerbs = {
  /**
   * Reports what each member has and how it came about, in the order of the member ids.
   *
   * @example
   * ```ts
   * for await (const row of pointbook.reports.status()) {
   *   if (row.isErr()) print(row.error.kind, row.error.message);
   *   else print(row.value.memberId, row.value.earned, row.value.available, row.value.lastActivity);
   * }
   * ```
   */
  status: reportStatus,
  /**
   * Reports what happened on each business day of the program, with the columns that are asked for. Days without
   * entries have no row.
   *
   * @example
   * ```ts
   * const march = { columns: ['date', 'earned', 'redeemed', 'members'], from: '2026-03-01', to: '2026-03-31' } as const;
   * for await (const row of pointbook.reports.daily(march)) {
   *   if (row.isErr()) print(row.error.kind, row.error.message);
   *   else print(row.value.date, row.value.earned, row.value.redeemed, row.value.members);
   * }
   * ```
   */
  daily: reportDaily,
  /**
   * Reports the points that members have, and what they are worth, by the month in which they end: now, or as of an
   * instant.
   *
   * @example
   * ```ts
   * for await (const row of pointbook.reports.liability({ at: new Date('2026-12-31T17:00:00Z') })) {
   *   if (row.isErr()) print(row.error.kind, row.error.message);
   *   else print(row.value.ends, row.value.points, row.value.value);
   * }
   * ```
   */
  liability: reportLiability,
  /**
   * Reports all entries of a member, newest first, each with the balance after it: the pages of `getStatement`, one
   * after another, as rows for a file.
   *
   * @example
   * ```ts
   * for await (const row of pointbook.reports.statement({ memberId: 'C-17' })) {
   *   if (row.isErr()) print(row.error.kind, row.error.message);
   *   else print(row.value.postedAt, row.value.delta, row.value.balance);
   * }
   * ```
   */
  statement: reportStatement,
  /**
   * Reports each member with profile and balance, in the order of the member ids: what takes them to another ledger.
   *
   * @example
   * ```ts
   * import { memberColumns, reportCsv } from '@pointbook/core/reports';
   *
   * for await (const text of reportCsv(pointbook.reports.members(), memberColumns)) {
   *   if (text.isErr()) print(text.error.message);
   *   else print(text.value);
   * }
   * ```
   */
  members: reportMembers,
  /**
   * Reports each member's points with their ends, in the order of the member ids: what takes them to another ledger.
   *
   * @example
   * ```ts
   * import { openingColumns, reportCsv } from '@pointbook/core/reports';
   *
   * for await (const text of reportCsv(pointbook.reports.opening(), openingColumns)) {
   *   if (text.isErr()) print(text.error.message);
   *   else print(text.value);
   * }
   * ```
   */
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
export function reports(): Plugin<'reports', ReportVerbs, ReadingHost>;
export function reports(options: object = {}): Plugin<'reports', ReportVerbs, ReadingHost> {
  checkOptionNames('reports()', options, {});
  return { name: 'reports', verbs: reportVerbs };
}
