import { existsSync } from 'node:fs';
import { type MemberRow, memberColumns, reportCsv, reportJson } from '@pointbook/core/reports';
import type { Result } from 'neverthrow';
import { CliFailure, type Failure } from '../cli-failure.ts';
import type { Cli } from '../cli.ts';
import type { LedgerContext } from '../cli-context.ts';
import { forExcel } from '../for-excel.ts';
import { openProgress } from '../progress.ts';
import { fileExists, writeFileWhole } from '../write-file-whole.ts';
import { grouped } from '../grouped.ts';

/** `pointbook export`. */
export function addExport(cli: Cli): void {
  cli
    .command(
      'export [file]',
      'Writes all members with profile and balance, as `pointbook import opening` reads them: personal data.',
      ['pointbook export members.csv', 'pointbook export --json > members.json'],
    )
    .action(cli.onLedger(exportMembers));
}

async function exportMembers(
  { pointbook, print, talk, terminal, store, program, settings }: LedgerContext,
  file?: string,
): Promise<void> {
  if (file === undefined) return print.many(pointbook.reports.members(), { columns: memberColumns });
  if (file === '') throw new CliFailure('usage', 'Name the file, or leave it out.');
  if (existsSync(file)) throw fileExists(file);
  const total = (await store.rows.countAccounts(program.programId)).unwrapOr(null);
  const progress = openProgress(terminal, { unit: 'members', total });
  let members = 0;
  const rows = counted(pointbook.reports.members(), () => progress.at((members += 1)));
  const text = settings.format === 'json' ? reportJson(rows) : forExcel(reportCsv(rows, memberColumns));
  await writeFileWhole(file, text).finally(progress.end);
  talk.say(`${file} has ${grouped(members)} ${members === 1 ? 'member' : 'members'}.`);
}

async function* counted(
  rows: AsyncIterable<Result<MemberRow, Failure>>,
  count: () => void,
): AsyncGenerator<Result<MemberRow, Failure>, void> {
  for await (const row of rows) {
    count();
    yield row;
  }
}
