import { type DailyRow, dailyColumns, liabilityColumns, statusColumns } from '@pointbook/core/reports';
import { CliFailure } from '../cli-failure.ts';
import type { Cli } from '../cli.ts';
import { withoutUndefined } from '../without-undefined.ts';
import type { LedgerContext } from '../cli-context.ts';
import { daysBetween, limitOption, nameList } from '../options/read-options.ts';

/** `pointbook report`. */
export function addReport(cli: Cli): void {
  const report = cli.command('report', 'Reports on the ledger: members, days, and outstanding points.', [
    'pointbook report daily --from 2026-03-01 --to 2026-03-31',
    'pointbook report liability --json',
  ]);
  cli
    .command(
      'status',
      "Each member's points: earned, redeemed, adjusted, expired, available.",
      ['pointbook report status', 'pointbook report status --csv > status.csv'],
      report,
    )
    .addOption(limitOption())
    .action(cli.onLedger(status));
  cli
    .command(
      'daily',
      'Shows what happened on each day, in the columns that are asked for.',
      [
        'pointbook report daily --from 2026-03-01 --to 2026-03-31',
        'pointbook report daily --columns date,earned,redeemed,members',
      ],
      report,
    )
    .option('--from <day>', "YYYY-MM-DD, in the program's time zone; the first when left out")
    .option('--to <day>', 'the last day')
    .option('--columns <list>', `of ${dailyColumns.join(',')}`, nameList)
    .addOption(limitOption())
    .action(cli.onLedger(daily));
  cli
    .command(
      'liability',
      'Shows outstanding points and their value, by the month in which they end.',
      ['pointbook report liability', 'pointbook report liability --at 2026-12-31   # at the end of that day'],
      report,
    )
    .option('--at <day>', "the end of a day of the program's time zone; now, when left out")
    .action(cli.onLedger(liability));
}

async function status({ pointbook, print }: LedgerContext, { limit }: { readonly limit?: number }): Promise<void> {
  const inTable = ['memberId', 'earned', 'redeemed', 'adjusted', 'expired', 'available', 'lastActivity'] as const;
  await print.many(pointbook.reports.status(), { columns: statusColumns, inTable, limit });
}

interface DailyOptions {
  readonly from?: string;
  readonly to?: string;
  readonly columns?: string[];
  readonly limit?: number;
}

async function daily({ pointbook, print }: LedgerContext, { from, to, columns, limit }: DailyOptions): Promise<void> {
  const known = columns?.filter(isColumn) ?? dailyColumns;
  if (columns !== undefined && known.length < columns.length)
    throw new CliFailure('usage', `--columns takes these, with commas between them: ${dailyColumns.join(',')}`);
  const inTable = columns === undefined ? usualDaily : known;
  await print.many(pointbook.reports.daily(withoutUndefined({ columns: known, from, to })), {
    columns: known,
    inTable,
    limit,
  });
}

const usualDaily = ['date', 'earned', 'redeemed', 'adjusted', 'expired', 'net', 'entries', 'members'] as const;

function isColumn(name: string): name is keyof DailyRow {
  return dailyColumns.some((column) => column === name);
}

async function liability(
  { pointbook, print, program }: LedgerContext,
  { at }: { readonly at?: string },
): Promise<void> {
  const { until } = daysBetween(program, { to: at });
  const query = until === undefined ? {} : { at: new Date(until.getTime() - 1) };
  await print.many(pointbook.reports.liability(query), { columns: liabilityColumns });
}
