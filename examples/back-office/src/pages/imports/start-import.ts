import type { StartImportFailure } from '@pointbook/core/jobs';
import type { Office } from '../../office.ts';
import { readCsvHead } from '../../shop/csv-head.ts';
import { staffOf } from '../../staff/guard.tsx';
import { jobAddress } from '../../ui/addresses.ts';
import type { Page } from '../../ui/env.ts';
import { toldFailure } from '../../ui/failures.ts';
import { done } from '../../ui/page.tsx';
import { readForm } from '../../ui/read-form.ts';
import { dryRunPage } from './dry-run-page.tsx';
import { words } from './words.ts';

/**
 * Imports a file that was tried out. The job and the shop's note of its file are one transaction, so that the job is
 * never without its file.
 */
export async function startImport(c: Page, office: Office) {
  const t = words(c);
  const { ledger, database, files, rounds } = office;
  const fileId = c.req.param('fileId') ?? '';
  const file = files.get(fileId);
  if (file === null) return c.notFound();
  const form = await readForm(c);
  const [reason, comment] = [form.text('reason'), form.text('comment')];
  const notes = { ...(reason !== '' && { reason }), ...(comment !== '' && { comment }) };
  const actor = staffOf(c).staffId;
  // #region start
  const start = database.transaction(() => {
    const command = { ...file.query, digest: file.digest, actor, ...notes };
    const started = ledger.pointbook.within(database).jobs.startImport(command);
    if (started.isOk()) files.setStarted(fileId, started.value.jobId, form.whole('rows') ?? 0);
    return started;
  });
  const started = start.immediate();
  // #endregion start
  if (started.isErr()) return dryRunPage(c, office, { reason, comment, problem: toldRefusal(c, started.error) });
  files.remember(file.query, (await readCsvHead(files.path(fileId), file.query.encoding)).names);
  rounds.wake();
  return done(c, jobAddress(started.value.jobId), started.value.replayed ? t.again : t.started);
}

/**
 * Why a file is not imported. With another reason, a file that was imported before is another command of the same job.
 */
function toldRefusal(c: Page, failure: StartImportFailure): string {
  const t = words(c);
  if (failure.kind === 'file-undone') return t.fileUndone;
  return failure.kind === 'idempotency-key-reused' ? t.again : toldFailure(c, failure);
}
