import { randomUUID } from 'node:crypto';
import type { BulkPreview, MembersQuery, PointsChangeQuery } from '@pointbook/core/jobs';
import { Argument } from 'commander';
import { CliFailure, valueOf } from '../cli-failure.ts';
import type { Cli } from '../cli.ts';
import { withoutUndefined } from '../without-undefined.ts';
import type { LedgerContext } from '../cli-context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { readText } from '../files/read-json.ts';
import { daysBetween, nameList, wholeNumber, wholeOption } from '../options/read-options.ts';
import { shellQuoted } from '../output/shell-quoted.ts';
import { checkReason, valueOnce } from '../options/change-options.ts';
import { onWatchedLedger } from '../ledger/watched-ledger.ts';
import { workOnJob } from '../jobs/work-on-job.ts';
import { countOf, grouped } from '../output/grouped.ts';

interface Options {
  readonly everyone?: true;
  readonly ids?: string[];
  readonly idsFile?: string;
  readonly tier?: string;
  readonly balanceFrom?: number;
  readonly balanceTo?: number;
  readonly enrolledFrom?: string;
  readonly enrolledTo?: string;
  readonly activeFrom?: string;
  readonly activeTo?: string;
  readonly pageAfter?: string;
  readonly pageLimit?: number;
  readonly reason?: string;
  readonly comment?: string;
  readonly id?: string;
  readonly dryRun?: true;
  readonly yes?: true;
}

/** `pointbook bulk`. */
export function addBulk(cli: Cli): void {
  cli
    .command('bulk', 'Changes the points of many members. It first says what it would do, and asks.', [
      'pointbook bulk add 50 --everyone --reason "Eid gift" --comment "Happy Eid!"',
      'pointbook bulk add 100 --tier gold --active-from 2026-01-01 --dry-run',
      'pointbook bulk deduct 20 --ids C-17,C-18 --reason "wrong list" --yes',
    ])
    .addArgument(new Argument('<way>').choices(['add', 'deduct', 'set']))
    .argument('<points>', 'how many, or the balance wanted', wholeNumber)
    .option('--everyone', 'all members')
    .option('--ids <list>', 'the ids of members, with commas between them', nameList)
    .option('--ids-file <file>', 'a file with the ids of members, one on a line; - for stdin')
    .option('--tier <name>', 'members of a tier')
    .addOption(wholeOption('--balance-from <points>', 'members who have at least so many'))
    .addOption(wholeOption('--balance-to <points>', 'members who have at most so many'))
    .option('--enrolled-from <day>', "members who were enrolled on that day or later; in the program's time zone")
    .option('--enrolled-to <day>', 'members who were enrolled on that day or earlier')
    .option('--active-from <day>', 'members whose last entry is of that day or later')
    .option('--active-to <day>', 'members whose last entry is of that day or earlier')
    .addOption(wholeOption('--page-limit <count>', 'of those found, only so many, in the order of their ids'))
    .option('--page-after <id>', 'only members whose id comes after this one')
    .option('--reason <text>', 'for staff; required where the program says so')
    .option('--comment <text>', 'for the customer')
    .option('--id <id>', 'an id for the job: it is done once; a new id when left out')
    .option('--dry-run', 'only say what it would do')
    .option('-y, --yes', 'do not ask')
    .action(cli.onLedger(bulk));
}

async function bulk(
  context: LedgerContext,
  way: 'add' | 'deduct' | 'set',
  points: number,
  options: Options,
): Promise<ExitCode> {
  const { talk, settings, print } = context;
  const members = await membersOf(context, options);
  const change: PointsChangeQuery = { [way]: points };
  const { reason, comment, id: jobId = `bulk-${randomUUID().slice(0, 8)}`, dryRun, yes } = options;
  if (!dryRun) checkReason(context.program, reason);
  const preview = valueOf(
    await onWatchedLedger(context, ({ pointbook }) => pointbook.jobs.previewBulk({ members, change })),
  );
  if (dryRun) {
    const { problems, ...row } = preview;
    await print.one(row, previewColumns, { problems });
    for (const { memberId, message } of problems.slice(0, maxShown)) talk.warn(`${memberId}: ${message}`);
    if (problems.length > maxShown) talk.warn(`… --json tells the first ${problems.length}.`);
    return preview.rejected > 0 ? exitCodes.inPart : exitCodes.done;
  }
  talk.say(summary(preview));
  await talk.confirm('Do it?', yes === true);
  const { actor } = settings;
  const command = withoutUndefined({ jobId, members, change, actor, reason, comment });
  const job = valueOnce(await context.pointbook.jobs.startBulk(command), `--id ${shellQuoted(jobId)}`);
  if (job.state === 'finished') talk.warn('This job was done before; nothing was changed now.');
  return workOnJob(context, job, { total: preview.members });
}

const maxShown = 10;
const previewColumns = ['members', 'accepted', 'rejected', 'skipped', 'given', 'taken'] as const;

function summary({ members, accepted, rejected, skipped, given, taken }: BulkPreview): string {
  const points = [given > 0 ? `gives ${grouped(given)} points` : '', taken > 0 ? `takes ${grouped(taken)} points` : ''];
  const moved = points.filter((part) => part !== '').join(' and ') || 'moves no points';
  const left = [rejected > 0 ? `${grouped(rejected)} cannot` : '', skipped > 0 ? `${grouped(skipped)} need not` : ''];
  const others = left.filter((part) => part !== '').join(', ');
  return `This ${moved}: ${grouped(accepted)} of ${countOf(members, 'member')} ${accepted === 1 ? 'changes' : 'change'}${others && ` (${others})`}.`;
}

async function membersOf({ program, terminal }: LedgerContext, options: Options): Promise<MembersQuery> {
  const { everyone, ids, idsFile, tier, balanceFrom, balanceTo, pageAfter, pageLimit } = options;
  const enrolled = daysBetween(program, { from: options.enrolledFrom, to: options.enrolledTo });
  const active = daysBetween(program, { from: options.activeFrom, to: options.activeTo });
  const filter = withoutUndefined({
    tier,
    balanceFrom,
    balanceTo,
    enrolledFrom: enrolled.from,
    enrolledUntil: enrolled.until,
    activeFrom: active.from,
    activeUntil: active.until,
  });
  const isFiltered = Object.keys(filter).length > 0 || pageLimit !== undefined || pageAfter !== undefined;
  if ([everyone, ids, idsFile, isFiltered || undefined].filter((way) => way !== undefined).length !== 1)
    throw new CliFailure(
      'usage',
      'Name the members in one way: with --everyone, --ids, --ids-file, or with options such as --tier.',
    );
  if (everyone) return { everyone };
  if (ids !== undefined) return { ids };
  if (idsFile !== undefined) return { ids: linesOf(await readText(idsFile, terminal)) };
  if (pageLimit === undefined) {
    if (pageAfter === undefined) return { filter };
    throw new CliFailure('usage', '--page-after goes with --page-limit.');
  }
  return { filter, page: withoutUndefined({ after: pageAfter, limit: pageLimit }) };
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
