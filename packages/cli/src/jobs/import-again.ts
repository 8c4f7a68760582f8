import type { ImportPreview, ImportQuery, JobReceipt } from '@pointbook/core/jobs';
import { CliFailure, valueOf } from '../cli-failure.ts';
import type { LedgerContext } from '../cli-context.ts';
import { exitCodes } from '../exit-codes.ts';
import { shellQuoted } from '../output/shell-quoted.ts';
import { rowsOfPages } from '../output/rows.ts';
import { withoutUndefined } from '../without-undefined.ts';

/** The last import of a file in a mode; undefined where there is none. */
export async function lastImportOf(
  { pointbook }: LedgerContext,
  mode: ImportQuery['mode'],
  digest: string,
): Promise<JobReceipt | undefined> {
  const jobs = rowsOfPages((cursor) => pointbook.jobs.listJobs(withoutUndefined({ limit: 500, cursor })));
  for await (const answer of jobs) {
    const job = valueOf(answer);
    if (job.task.kind === 'import' && job.task.mode === mode && job.task.digest === digest) return job;
  }
  return undefined;
}

/** A file without a good row is no import: what is mended in it makes another file. */
export function nothingToImport({ records }: ImportPreview): CliFailure {
  const message = records === 0 ? 'The file has no rows' : 'No row of the file is good';
  return new CliFailure('nothing-to-import', `${message}; nothing was written.`, exitCodes.refused);
}

/** The name of an import is its file's, so nobody can give another one. */
export function importedOtherwise({ jobId, rejected, task }: JobReceipt, file: string): CliFailure {
  const id = shellQuoted(jobId);
  // The members of an opening have entries after its undoing, too.
  const isOpening = task.kind === 'import' && task.mode === 'opening';
  const then = isOpening ? 'import the file with `import set`' : 'run this command again';
  const undo = `To read it in another way, take back what it gave with \`pointbook job undo ${id}\`, and ${then}.`;
  const rest = ` To import just the rows that it left out, write them into a file with \`pointbook job resume ${id} --file ${shellQuoted(file)} --rejected left-out.csv\`, and import that one.`;
  const message = `This file is an import already, with another reason, comment, actor or way to read it: \`pointbook job show ${id}\` shows it. ${undo}${rejected > 0 ? rest : ''}`;
  return new CliFailure('idempotency-key-reused', message, exitCodes.refused);
}
