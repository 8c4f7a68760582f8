import { existsSync } from 'node:fs';
import { type OpeningReportRow, openingColumns, reportCsv, reportJson } from '@pointbook/core/reports';
import type { Result } from 'neverthrow';
import { CliFailure, type Failure } from '../cli-failure.ts';
import type { Cli } from '../cli.ts';
import type { LedgerContext } from '../cli-context.ts';
import { forExcel } from '../files/for-excel.ts';
import { openProgress } from '../output/progress.ts';
import { fileExists, writeFileWhole } from '../files/write-file-whole.ts';
import { countOf } from '../output/grouped.ts';

/** `pointbook export`. */
export function addExport(cli: Cli): void {
  cli
    .command(
      'export [file]',
      'Writes all members with profile and points, a row for each end, as `pointbook import opening` reads them. It is personal data.',
      ['pointbook export members.csv', 'pointbook export --json > members.json'],
    )
    .action(cli.onLedger(exportMembers));
}

async function exportMembers(
  { pointbook, print, talk, terminal, store, program, settings }: LedgerContext,
  file?: string,
): Promise<void> {
  if (file === undefined) return print.many(pointbook.reports.opening(), { columns: openingColumns });
  if (file === '') throw new CliFailure('usage', 'Name the file, or leave it out.');
  if (existsSync(file)) throw fileExists(file);
  const total = (await store.rows.countAccounts(program.programId)).unwrapOr(null);
  const progress = openProgress(terminal, { unit: 'members', total });
  let members = 0;
  const rows = counted(pointbook.reports.opening(), () => progress.at((members += 1)));
  const text = settings.format === 'json' ? reportJson(rows) : forExcel(reportCsv(rows, openingColumns));
  await writeFileWhole(file, text).finally(progress.end);
  talk.say(`${file} has ${countOf(members, 'member')}.`);
}

async function* counted(
  rows: AsyncIterable<Result<OpeningReportRow, Failure>>,
  count: () => void,
): AsyncGenerator<Result<OpeningReportRow, Failure>, void> {
  let last: string | null = null;
  for await (const row of rows) {
    // A member has a row for each end of points.
    if (row.isOk() && row.value.memberId !== last) {
      last = row.value.memberId;
      count();
    }
    yield row;
  }
}
