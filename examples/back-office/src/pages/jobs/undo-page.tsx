import type { Office } from '../../office.ts';
import { staffOf } from '../../staff/guard.tsx';
import { jobAddress } from '../../ui/addresses.ts';
import { Card, Figure, Problem } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { toldFailure } from '../../ui/failures.ts';
import { Field, Form } from '../../ui/form.tsx';
import { done, show } from '../../ui/page.tsx';
import { readForm } from '../../ui/read-form.ts';
import { toldTask } from './told-job.ts';
import { words } from './words.ts';

/** What undoing a job takes back and gives back. Nothing is changed by looking. */
export async function undoPage(c: Page, office: Office, refused?: { key: string; problem: string; reason: string }) {
  const t = words(c);
  const { number } = c.var.formats;
  const jobId = c.req.param('jobId') ?? '';
  const found = await office.ledger.pointbook.jobs.getJob({ jobId });
  if (found.isErr()) return c.notFound();
  const { accepted, given, taken, state, task, undoneBy } = found.value;
  const mistake = undoneBy !== null || task.kind === 'undo' ? t.cannotUndo : state === 'running' ? t.mustStop : null;
  const problem = refused?.problem ?? mistake;
  return show(
    c,
    {
      title: t.undoTitle,
      status: problem === null ? 200 : 422,
      back: { href: jobAddress(jobId), label: toldTask(c, office, found.value) },
    },
    <>
      {problem !== null && <Problem>{problem}</Problem>}
      {mistake === null && (
        <Card title={toldTask(c, office, found.value)}>
          <p>{t.undoText}</p>
          <dl class="figures">
            <Figure label={t.entries} value={number(accepted)} />
            <Figure label={t.back} value={number(given)} />
            <Figure label={t.forth} value={number(taken)} />
          </dl>
          <Form c={c} action={`${jobAddress(jobId)}/undo`} formKey={refused?.key}>
            <Field name="reason" label={t.reason} value={refused?.reason} maxlength={2000} />
            <div class="actions">
              <button class="danger">{t.undoNow}</button>
              <a class="button quiet" href={jobAddress(jobId)}>
                {t.cancel}
              </a>
              <span class="hint">{t.undoOnce}</span>
            </div>
          </Form>
        </Card>
      )}
    </>,
  );
}

/** Starts the job that undoes another one. */
export async function undo(c: Page, office: Office) {
  const undoes = c.req.param('jobId') ?? '';
  const { key, text } = await readForm(c);
  const reason = text('reason');
  const command = { jobId: key, undoes, actor: staffOf(c).staffId, ...(reason !== '' && { reason }) };
  const started = await office.ledger.pointbook.jobs.undoJob(command);
  if (started.isErr()) return undoPage(c, office, { key, reason, problem: toldFailure(c, started.error) });
  office.rounds.wake();
  return done(c, jobAddress(key), words(c).undoStarted);
}
