import { CliFailure } from '../cli-failure.ts';
import type { Cli } from '../cli.ts';
import { said } from '../said.ts';
import type { Desk } from '../desk.ts';
import { wholeOption, whole } from '../read-options.ts';
import { quoted } from '../quoted.ts';
import { newKey, valueOnce } from '../stating.ts';

interface Options {
  readonly reward?: string;
  readonly invoice?: string;
  readonly saleTotal?: number;
  readonly id?: string;
}

/** `pointbook redeem`. */
export function addRedeem(cli: Cli): void {
  cli
    .command('redeem', 'Spends points, where the program asks for no code.', [
      'pointbook redeem C-17 100',
      'pointbook redeem C-17 100 --invoice INV-2 --id RD-1',
      'pointbook redeem C-17 --reward coffee',
    ])
    .argument('<member>')
    .argument('[points]', 'points to turn into money', whole)
    .option('--reward <id>', "an article of the program's catalogue, instead of points")
    .option('--invoice <id>', 'a saved invoice that the points pay for')
    .addOption(wholeOption('--sale-total <money>', 'the total of a sale that is not saved yet, in minor units'))
    .option('--id <id>', 'does it once, however often the command is run; a new one each time when left out')
    .action(cli.onLedger(redeem));
}

async function redeem(
  { pointbook, settings, print }: Desk,
  memberId: string,
  points: number | undefined,
  { reward: rewardId, invoice: invoiceId, saleTotal, id: redemptionId = newKey() }: Options,
): Promise<void> {
  if ((points === undefined) === (rewardId === undefined))
    throw new CliFailure('usage', 'Say how many points, or which --reward, and not both.');
  const { actor } = settings;
  const command = said({ memberId, redemptionId, points, rewardId, invoiceId, saleTotal, actor });
  const redeemed = valueOnce(await pointbook.redeemPoints(command), `--id ${quoted(redemptionId)}`);
  await print.one(redeemed, columns);
}

const columns = [
  'memberId',
  'redemptionId',
  'sequence',
  'state',
  'points',
  'value',
  'rewardId',
  'balance',
  'postedAt',
] as const;
