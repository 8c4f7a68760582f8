import type { Result } from 'neverthrow';
import type { ReadingHost, StoreError } from '../../index.ts';
import { stream } from '../../plugin.ts';
import { noInput } from '../../shapes.ts';
import { type MemberRow, memberColumns } from './member-row.ts';
import { membersOf } from './members-of.ts';

/**
 * Reports each member with profile and balance, in the order of the member ids: what takes them to another ledger.
 *
 * @remarks It has one row for each member. `opening` has the rows that take the points to another ledger with their
 * ends. What is due counts as posted. The rows hold personal data.
 *
 * Fails with the errors of the store. `store-locked` and `store-unavailable` are retryable. Rows that came before a
 * failure are not the whole report.
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
export const reportMembers = stream({
  name: 'members',
  route: 'GET /reports/members',
  columns: memberColumns,
  mayLag: true,
  input: noInput,
  failures: {},
  parts: (_nothing, host: ReadingHost) => rowsOf(host),
});

async function* rowsOf(host: ReadingHost): AsyncGenerator<Result<MemberRow, StoreError>, void> {
  for await (const member of membersOf(host)) {
    yield member.map(({ account: { memberId, balance }, person }) => ({ memberId, balance, ...person }));
  }
}
