import { CliFailure } from '../cli-failure.ts';
import type { Cli } from '../cli.ts';
import { withoutUndefined } from '../without-undefined.ts';
import type { LedgerContext } from '../cli-context.ts';
import { moneyOption, wholeNumber } from '../options/read-options.ts';
import { shellQuoted } from '../output/shell-quoted.ts';
import { newKey, tellReplayed, valueOnce } from '../options/change-options.ts';

interface Options {
  readonly reward?: string;
  readonly plu?: string;
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
    .argument('[points]', 'the points to redeem for money', wholeNumber)
    .option('--reward <id>', "an article of the program's catalogue, instead of points")
    .option('--plu <number>', "the same by the article's number at the till")
    .option('--invoice <id>', 'a saved invoice that the points pay for')
    .addOption(moneyOption('--sale-total <money>', 'the total of a sale that is not saved yet, in minor units'))
    .option(
      '--id <id>',
      'an id for the redemption: it is done once, however often the command is run; a new id each time when left out',
    )
    .action(cli.onLedger(redeem));
}

async function redeem(
  { pointbook, settings, print, talk }: LedgerContext,
  memberId: string,
  points: number | undefined,
  { reward: rewardId, plu, invoice: invoiceId, saleTotal, id: redemptionId = newKey() }: Options,
): Promise<void> {
  if ([points, rewardId, plu].filter((given) => given !== undefined).length !== 1)
    throw new CliFailure('usage', 'Give either the points, or --reward or --plu, and not both.');
  const { actor } = settings;
  const command = withoutUndefined({ memberId, redemptionId, points, rewardId, plu, invoiceId, saleTotal, actor });
  const redeemed = valueOnce(await pointbook.redeemPoints(command), `--id ${shellQuoted(redemptionId)}`);
  tellReplayed(talk, redeemed);
  await print.one({ ...redeemed, balance: redeemed.balance.balance }, columns);
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
