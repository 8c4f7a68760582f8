import { Argument } from 'commander';
import type { Cli } from '../cli.ts';
import { withoutUndefined } from '../without-undefined.ts';
import type { LedgerContext } from '../cli-context.ts';
import { wholeNumber } from '../options/read-options.ts';
import { shellQuoted } from '../output/shell-quoted.ts';
import {
  newKey,
  tellReplayed,
  receiptColumns,
  type ChangeOptions,
  valueOnce,
  withChangeOptions,
} from '../options/change-options.ts';

/** `pointbook adjust`. */
export function addAdjust(cli: Cli): void {
  const command = cli
    .command('adjust', 'Gives a member points, or takes them.', [
      'pointbook adjust C-17 add 50 --reason "missed sale" --comment "A gift from us"',
      'pointbook adjust C-17 deduct 20 --reason "wrong sale" --key ticket-4711',
    ])
    .argument('<member>')
    .addArgument(new Argument('<way>').choices(['add', 'deduct']))
    .argument('<points>', 'how many', wholeNumber);
  withChangeOptions(command).action(cli.onLedger(adjust));
}

async function adjust(
  { pointbook, settings, print, talk }: LedgerContext,
  memberId: string,
  direction: 'add' | 'deduct',
  points: number,
  { key = newKey(), ...stated }: ChangeOptions,
): Promise<void> {
  const { actor } = settings;
  const command = withoutUndefined({ memberId, points, direction, actor, ...stated, idempotencyKey: key });
  const adjusted = valueOnce(await pointbook.adjustPoints(command), `--key ${shellQuoted(key)}`);
  tellReplayed(talk, adjusted);
  await print.one({ ...adjusted, balance: adjusted.balance.balance }, receiptColumns);
}
