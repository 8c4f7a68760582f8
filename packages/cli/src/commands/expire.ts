import type { LeftMember } from '@pointbook/core';
import type { LeftJob } from '@pointbook/core/jobs';
import { valueOf } from '../cli-failure.ts';
import type { Cli } from '../cli.ts';
import type { LedgerContext } from '../cli-context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { inCommands } from '../output/in-commands.ts';
import { openProgress } from '../output/progress.ts';
import { limitOption } from '../options/read-options.ts';

interface Options {
  readonly limit?: number;
  readonly jobs?: true;
}

const membersAtATime = 5000;

/** `pointbook expire`. */
export function addExpire(cli: Cli): void {
  cli
    .command('expire', 'Posts what is due: points that have ended, and holds that have lapsed. Run it every day.', [
      'pointbook expire',
      'cd /var/lib/shop && pointbook expire --jobs --db points.db   # where pointbook.json is: for a crontab',
    ])
    .option('--jobs', 'also works on jobs that no process works on; imports are left, because they need their file')
    .addOption(limitOption('at most so many members; all when left out'))
    .action(cli.onLedger(expire));
}

async function expire(context: LedgerContext, { limit, jobs }: Options): Promise<ExitCode> {
  const { pointbook, print, talk, terminal } = context;
  const most = limit ?? Number.POSITIVE_INFINITY;
  const progress = openProgress(terminal, { unit: 'members', total: null });
  const swept = { members: 0, entries: 0, more: true };
  let left: readonly LeftMember[] = [];
  while (swept.more && swept.members < most) {
    const next = Math.min(most - swept.members, membersAtATime);
    const some = valueOf(await pointbook.expireDue({ limit: next }));
    swept.members += some.members;
    swept.entries += some.entries;
    swept.more = some.more;
    // The last part of the sweep has tried all of them.
    left = some.left;
    progress.at(swept.members);
  }
  progress.end();
  await print.one(swept, ['members', 'entries', 'more']);
  for (const { memberId, message } of left) talk.warn(`${JSON.stringify(memberId)} is left: ${message}`);
  const worked = jobs ? await goOnWithJobs(context) : exitCodes.done;
  return left.length > 0 ? exitCodes.inPart : worked;
}

/** Works on all jobs that nobody has, and tells those that are left. */
async function goOnWithJobs({ pointbook, talk }: LedgerContext): Promise<ExitCode> {
  for (;;) {
    const { jobs, left, more } = valueOf(await pointbook.jobs.runDue());
    for (const { jobId, state } of jobs) talk.say(`${jobId} is ${state}.`);
    if (more) continue;
    for (const job of left) talk.warn(`${job.jobId} is left: ${reasonOf(job)}`);
    return left.some(({ reason }) => reason === 'failed') ? exitCodes.inPart : exitCodes.done;
  }
}

function reasonOf(job: LeftJob): string {
  switch (job.reason) {
    case 'leased':
      return 'somebody works on it.';
    case 'no-source':
      return `it is an import: \`pointbook job resume ${job.jobId} --file …\` goes on with it.`;
    case 'failed':
      return inCommands(job.error);
  }
}
