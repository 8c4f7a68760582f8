import type { ImportPreview, ImportQuery } from '@pointbook/core/jobs';
import { Argument } from 'commander';
import { CliFailure, valueOf } from '../cli-failure.ts';
import type { Cli } from '../cli.ts';
import { type FormatOptions, queryOf, withFormat } from '../options/import-options.ts';
import { withoutUndefined } from '../without-undefined.ts';
import type { LedgerContext } from '../cli-context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { checkReason } from '../options/change-options.ts';
import { openProgress } from '../output/progress.ts';
import { checkFile, sourceOf, statsOf } from '../files/source-of.ts';
import type { Talk } from '../output/talk.ts';
import { checkNewFile, workOnJob } from '../jobs/work-on-job.ts';
import { countOf, grouped } from '../output/grouped.ts';
import { importedOtherwise, lastImportOf, nothingToImport } from '../jobs/import-again.ts';
import { inOptions } from '../options/in-options.ts';

interface Options extends FormatOptions {
  readonly reason?: string;
  readonly comment?: string;
  readonly rejected?: string;
  readonly lookUp: boolean;
  readonly dryRun?: true;
  readonly yes?: true;
}

/** `pointbook import`. */
export function addImport(cli: Cli): void {
  const command = cli
    .command(
      'import',
      'Imports a CSV file of points. It first checks the whole file, and asks. The same file again does nothing.',
      [
        'pointbook import add gifts.csv --dry-run            # memberId,points',
        'pointbook import add gifts.csv --reason "Eid gifts" --rejected left-out.csv',
        'pointbook import set counted.csv --reason "stock-taking" --numbers id',
        'pointbook import opening members.csv --reason "from the old system" --country ID',
        'pointbook import opening customers.csv --from loyverse --reason "from Loyverse" --dry-run',
        'pointbook import add list.csv --map "Points Balance=points" --ignore-unknown --dry-run',
      ],
    )
    .addArgument(new Argument('<mode>').choices(['add', 'set', 'opening']))
    .argument('<file>');
  withFormat(command)
    .option('--reason <text>', 'for staff, where a row has none; required where the program says so')
    .option('--comment <text>', 'for the customer, where a row has none')
    .option('--rejected <file>', 'a file for the rows that were left out')
    .option('--no-look-up', 'do not look the members up before it asks')
    .option('--dry-run', 'only say what it would do')
    .option('-y, --yes', 'do not ask')
    .action(cli.onLedger(importFile));
}

async function importFile(
  context: LedgerContext,
  mode: ImportQuery['mode'],
  file: string,
  options: Options,
): Promise<ExitCode> {
  const { talk, settings, print, pointbook } = context;
  const { reason, comment, rejected, lookUp, dryRun, yes } = options;
  if (file === '-')
    throw new CliFailure(
      'usage',
      'The file is read more than once, so it cannot come from stdin: save it, and name it.',
    );
  if (!dryRun) checkReason(context.program, reason);
  checkNewFile(rejected);
  checkFile(file);
  const query = queryOf(mode, options);
  const preview = await previewOf(context, file, { ...query, lookUp });
  tellProblems(context, preview);
  const last = async () => lastImportOf(context, mode, preview.digest);
  if (dryRun) {
    const { problems, leftOut, leftOutCells, endedRows, ...row } = preview;
    await print.one(row, previewColumns, { problems, leftOut, leftOutCells, endedRows });
    return preview.rejected > 0 ? exitCodes.inPart : exitCodes.done;
  }
  if (preview.accepted === 0 && (await last()) === undefined) throw nothingToImport(preview);
  talk.say(summary(preview, mode));
  await talk.confirm('Import it?', yes === true);
  const { actor } = settings;
  const stated = withoutUndefined({ digest: preview.digest, actor, reason, comment });
  const started = await pointbook.jobs.startImport({ ...query, ...stated });
  const other = started.isErr() && started.error.kind === 'idempotency-key-reused' ? await last() : undefined;
  if (other !== undefined) throw importedOtherwise(other, file);
  const job = valueOf(started);
  if (job.state === 'finished') talk.warn('This file was imported before; nothing was changed now.');
  return workOnJob(context, job, { total: preview.records, file, rejected });
}

async function previewOf(
  { pointbook, terminal }: LedgerContext,
  file: string,
  query: ImportQuery & { readonly lookUp: boolean },
): Promise<ImportPreview> {
  const bytes = statsOf(file)?.size ?? 0;
  const progress = openProgress(terminal, { unit: 'kB', total: Math.ceil(bytes / 1000) });
  let read = 0;
  const source = sourceOf(file, (count) => progress.at(Math.ceil((read += count) / 1000)));
  const preview = await pointbook.jobs.previewImport({ ...query, source });
  progress.end();
  return valueOf(preview.mapErr((failure) => ({ ...failure, message: inOptions(failure.message) })));
}

const maxShown = 10;
const previewColumns = ['records', 'accepted', 'rejected', 'given', 'taken', 'ended', 'digest'] as const;

function tellProblems({ talk }: LedgerContext, preview: ImportPreview): void {
  const { problems, rejected, leftOutCells, leftOut, ended, endedRows } = preview;
  tellSome(talk, problems, rejected);
  if (ended > 0) talk.warn(`${countOf(ended, 'point')} of the file have ended, and would be gone at once:`);
  tellSome(talk, endedRows, endedRows.length);
  if (leftOut > 0) talk.warn(`${countOf(leftOut, 'bad cell')} left out, where the row is good without it:`);
  tellSome(talk, leftOutCells, leftOut);
}

function tellSome(talk: Talk, problems: ImportPreview['problems'], all: number): void {
  for (const { line, column, problem, fix } of problems.slice(0, maxShown))
    talk.warn(`line ${line}: ${column === null ? 'the row' : column} ${problem}. ${inOptions(fix)}`);
  const more = all - Math.min(problems.length, maxShown);
  if (more > 0) talk.warn(`… and ${grouped(more)} more.`);
}

function summary(preview: ImportPreview, mode: ImportQuery['mode']): string {
  const { records, accepted, rejected, given, taken, ended } = preview;
  const bad = rejected === 0 ? 'all good' : `${grouped(accepted)} good, ${grouped(rejected)} to be left out`;
  const moved =
    taken === 0 ? `gives ${grouped(given)} points` : `gives ${grouped(given)} and takes ${grouped(taken)} points`;
  const debts = taken === 0 ? '' : `, and debts of ${grouped(taken)}`;
  const gone = ended === 0 ? '' : `, of which ${grouped(ended)} have ended`;
  const does = mode === 'add' ? moved : `makes balances of ${grouped(given)} points in all${gone}${debts}`;
  return `${countOf(records, 'row')}, ${bad}. The import ${does}.`;
}
