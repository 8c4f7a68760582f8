import { statementColumns } from '@pointbook/core/reports';
import { Option } from 'commander';
import type { Cli } from '../cli.ts';
import type { LedgerContext } from '../cli-context.ts';
import { inEntryTable } from '../output/entry-rows.ts';
import { limitOption } from '../options/read-options.ts';

/** `pointbook statement`. */
export function addStatement(cli: Cli): void {
  cli
    .command('statement <member>', "Shows a member's entries, newest first, with the balance after each.", [
      'pointbook statement C-17',
      'pointbook statement C-17 --csv > statement.csv',
      'pointbook statement C-17 --view member',
    ])
    .addOption(
      new Option(
        '--view <reader>',
        'whom it is for: a member sees comments, and no reasons, no names of staff, and no entries that move no points',
      )
        .choices(['staff', 'member'])
        .default('staff'),
    )
    .addOption(limitOption())
    .action(cli.onLedger(statement));
}

async function statement(
  { pointbook, print }: LedgerContext,
  memberId: string,
  { limit, view }: { readonly limit?: number; readonly view: 'staff' | 'member' },
): Promise<void> {
  const isSeen = (column: string) => view === 'staff' || !forStaff.includes(column);
  await print.many(pointbook.reports.statement({ memberId, view }), {
    columns: statementColumns.filter(isSeen),
    inTable: inEntryTable.filter(isSeen),
    limit,
  });
}

const forStaff: readonly string[] = ['actor', 'reason'];
