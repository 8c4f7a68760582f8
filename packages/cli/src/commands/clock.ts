import { aheadColumns } from '@pointbook/core/clock';
import { CliFailure } from '../cli-failure.ts';
import type { Cli } from '../cli.ts';
import { newKey, valueOnce } from '../options/change-options.ts';
import type { LedgerContext } from '../cli-context.ts';
import { shellQuoted } from '../output/shell-quoted.ts';
import { limitOption, wholeOption } from '../options/read-options.ts';
import { withoutUndefined } from '../without-undefined.ts';

interface Options {
  readonly setBack?: true;
  readonly today?: string;
  readonly member?: string;
  readonly ahead?: number;
  readonly key?: string;
  readonly limit?: number;
}

/** `pointbook clock`. */
export function addClock(cli: Cli): void {
  cli
    .command(
      'clock',
      'Lists members whose time a wrong clock has set ahead. With --set-back it sets it back, and gives back what the clock had ended.',
      ['pointbook clock', 'pointbook clock --set-back --today 2026-11-30 --key clock-of-till-2'],
    )
    .option('--set-back', 'sets the time back; set the clocks of all processes first')
    .option(
      '--today <day>',
      'the business day of today, YYYY-MM-DD: where the clock shows another, nothing is corrected',
    )
    .option('--member <id>', 'with --set-back: of this member alone')
    .addOption(wholeOption('--ahead <hours>', 'from so many hours ahead on a time is wrong; 24 when left out'))
    .option('--key <text>', 'with --set-back: an id for the correction; run again with it, it goes on where it stopped')
    .addOption(limitOption())
    .action(cli.onLedger(clock));
}

async function clock(context: LedgerContext, options: Options): Promise<void> {
  const { pointbook, print } = context;
  if (options.setBack) return setBack(context, options);
  const { ahead: aheadHours, limit } = options;
  const rows = pointbook.clock.findAhead(withoutUndefined({ aheadHours }));
  await print.many(rows, { columns: aheadColumns, limit });
}

async function setBack(
  { pointbook, settings: { actor }, print }: LedgerContext,
  { today, member: memberId, ahead: aheadHours, key = newKey() }: Options,
): Promise<void> {
  if (today === undefined)
    throw new CliFailure('usage', 'Say with --today which day it is: a clock cannot be asked for it.');
  const command = withoutUndefined({ today, actor, memberId, aheadHours, idempotencyKey: key });
  const done = valueOnce(await pointbook.clock.setBack(command), `--key ${shellQuoted(key)}`);
  await print.one(done, ['members', 'points', 'records']);
}
