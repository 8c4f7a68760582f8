import { valueOf } from '../cli-failure.ts';
import type { Cli } from '../cli.ts';
import type { Desk } from '../desk.ts';
import { openProgress } from '../progress.ts';
import { wholeOption } from '../read-options.ts';

const membersAtATime = 5000;

/** `pointbook expire`. */
export function addExpire(cli: Cli): void {
  cli
    .command('expire', 'Posts what time alone has done: points that ended, and holds that lapsed. Run it every day.', [
      'pointbook expire',
      '5 0 * * *  pointbook expire --db /var/lib/shop/points.db   # in a crontab',
    ])
    .addOption(wholeOption('--limit <count>', 'at most so many members; all when left out'))
    .action(cli.onLedger(expire));
}

async function expire({ pointbook, print, terminal }: Desk, { limit }: { readonly limit?: number }): Promise<void> {
  const progress = openProgress(terminal, { unit: 'members', total: null });
  const swept = { members: 0, entries: 0, more: true };
  while (swept.more && swept.members < (limit ?? Number.POSITIVE_INFINITY)) {
    const left = (limit ?? Number.POSITIVE_INFINITY) - swept.members;
    const { members, entries, more } = valueOf(await pointbook.expireDue({ limit: Math.min(left, membersAtATime) }));
    swept.members += members;
    swept.entries += entries;
    swept.more = more;
    progress.at(swept.members);
  }
  progress.end();
  await print.one(swept, ['members', 'entries', 'more']);
}
