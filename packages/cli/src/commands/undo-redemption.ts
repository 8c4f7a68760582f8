import type { Cli } from '../cli.ts';
import { newKey, tellReplayed, valueOnce } from '../options/change-options.ts';
import type { LedgerContext } from '../cli-context.ts';
import { dryRunOption, ledgerToChange } from '../ledger/dry-run.ts';
import { shellQuoted } from '../output/shell-quoted.ts';
import { wholeOption } from '../options/read-options.ts';
import { withoutUndefined } from '../without-undefined.ts';

interface Options {
  readonly points?: number;
  readonly id?: string;
  readonly dryRun?: true;
}

/** `pointbook undo-redemption`. */
export function addUndoRedemption(cli: Cli): void {
  cli
    .command(
      'undo-redemption <member> <redemption>',
      'Says that a redemption was a mistake: its points come back as they were.',
      ['pointbook undo-redemption C-17 RD-1 --dry-run', 'pointbook undo-redemption C-17 RD-1 --points 50 --id UNDO-1'],
    )
    .addOption(wholeOption('--points <count>', 'how many of them; all that have not come back when left out'))
    .option(
      '--id <id>',
      'an id for the undoing: it is done once, however often the command is run; a new id each time when left out',
    )
    .option(...dryRunOption)
    .action(cli.onLedger(undoRedemption));
}

async function undoRedemption(
  context: LedgerContext,
  memberId: string,
  redemptionId: string,
  { points, id: undoId = newKey(), dryRun }: Options,
): Promise<void> {
  const { settings, talk, print } = context;
  const command = withoutUndefined({ memberId, redemptionId, undoId, points, actor: settings.actor });
  const undone = await ledgerToChange(context, dryRun).undoRedemption(command);
  const receipt = valueOnce(undone, `--id ${shellQuoted(undoId)}`);
  tellReplayed(talk, receipt);
  await print.one({ ...receipt, balance: receipt.balance.balance }, columns);
}

const columns = [
  'memberId',
  'redemptionId',
  'undoId',
  'sequence',
  'points',
  'expired',
  'balance',
  'postedAt',
  'endsAt',
] as const;
