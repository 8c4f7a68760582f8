import type { Cli } from '../cli.ts';
import { withoutUndefined } from '../without-undefined.ts';
import type { LedgerContext } from '../cli-context.ts';
import { wholeOption, wholeNumber } from '../options/read-options.ts';
import { shellQuoted } from '../output/shell-quoted.ts';
import {
  newKey,
  tellReplayed,
  receiptColumns,
  type ChangeOptions,
  valueOnce,
  withChangeOptions,
} from '../options/change-options.ts';

interface Options extends ChangeOptions {
  readonly expected?: number;
}

/** `pointbook set`. */
export function addSet(cli: Cli): void {
  const command = cli
    .command('set', "Makes a member's balance what it should be.", [
      'pointbook set C-17 120 --reason "counted by hand"',
      'pointbook set C-17 120 --expected 100 --reason "counted by hand"   # refused, unless it is 100 now',
    ])
    .argument('<member>')
    .argument('<balance>', 'the points wanted', wholeNumber)
    .addOption(wholeOption('--expected <points>', 'the balance that is believed to be there'));
  withChangeOptions(command).action(cli.onLedger(set));
}

async function set(
  { pointbook, settings, print, talk }: LedgerContext,
  memberId: string,
  balance: number,
  { key = newKey(), expected, ...stated }: Options,
): Promise<void> {
  const { actor } = settings;
  const command = withoutUndefined({
    memberId,
    balance,
    expectedBalance: expected,
    actor,
    ...stated,
    idempotencyKey: key,
  });
  const done = valueOnce(await pointbook.setBalance(command), `--key ${shellQuoted(key)}`);
  tellReplayed(talk, done);
  await print.one({ ...done, balance: done.balance.balance }, receiptColumns);
}
