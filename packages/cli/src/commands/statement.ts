import { statementColumns } from '@pointbook/core/reports';
import type { Cli } from '../cli.ts';
import type { LedgerContext } from '../cli-context.ts';
import { inEntryTable } from '../entry-rows.ts';
import { limitOption } from '../read-options.ts';

/** `pointbook statement`. */
export function addStatement(cli: Cli): void {
  cli
    .command('statement <member>', "Shows a member's entries, newest first, with the balance after each.", [
      'pointbook statement C-17',
      'pointbook statement C-17 --csv > statement.csv',
    ])
    .addOption(limitOption())
    .action(cli.onLedger(statement));
}

async function statement(
  { pointbook, print }: LedgerContext,
  memberId: string,
  { limit }: { readonly limit?: number },
): Promise<void> {
  await print.many(pointbook.reports.statement({ memberId }), {
    columns: statementColumns,
    inTable: inEntryTable,
    limit,
  });
}
