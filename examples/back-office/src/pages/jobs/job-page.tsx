import type { Page as Listed } from '@pointbook/core';
import type { JobProblem, JobReceipt, JobState } from '@pointbook/core/jobs';
import { orThrow } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
import { jobAddress } from '../../ui/addresses.ts';
import { Card, Figure, Problem } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { Form } from '../../ui/form.tsx';
import { show } from '../../ui/page.tsx';
import { ProblemTable } from './problem-table.tsx';
import { sizeOf, toldTask } from './told-job.ts';
import { words } from './words.ts';

const problemsAtOnce = 50;

/** A job: how far it is, what came of it, and what can be done about it. */
export async function jobPage(c: Page, office: Office, problem?: string) {
  const t = words(c);
  const { jobs } = office.ledger.pointbook;
  const jobId = c.req.param('jobId') ?? '';
  const found = await jobs.getJob({ jobId });
  if (found.isErr()) return c.notFound();
  const job = found.value;
  const size = await sizeOf(office, job);
  const from = c.req.query('from');
  const problems = orThrow(
    await jobs.listProblems({ jobId, limit: problemsAtOnce, ...(from !== undefined && { cursor: from }) }),
  );
  return show(
    c,
    {
      title: toldTask(c, office, job),
      status: problem === undefined ? 200 : 422,
      back: { href: '/jobs', label: t.title },
    },
    <>
      {problem !== undefined && <Problem>{problem}</Problem>}
      <div class="stack" id="job" {...(job.state === 'running' && watching(jobAddress(jobId)))}>
        <Progress c={c} office={office} job={job} size={size} />
        {problems.items.length > 0 && (
          <LeftOut c={c} office={office} job={job} problems={problems} isFirst={from === undefined} />
        )}
      </div>
    </>,
  );
}

/**
 * While a job is in progress its part of the page is asked for anew each second. It is the same page, so that it works
 * by loading it again as well, and goes on after the server was started anew.
 */
function watching(here: string) {
  return { 'hx-get': here, 'hx-trigger': 'every 1s', 'hx-select': '#job', 'hx-swap': 'outerMorph' };
}

/** How far a job is, and what can be done about it. */
function Progress({ c, office, job, size }: { c: Page; office: Office; job: JobReceipt; size: number | null }) {
  const t = words(c);
  const { number, moment } = c.var.formats;
  const { jobId, state, seen, accepted, rejected, skipped, given, taken } = job;
  const isRunning = state === 'running';
  const here = jobAddress(jobId);
  return (
    <section class="card">
      <header>
        <h2 aria-live="polite">
          <StateTag c={c} state={state} undoneBy={job.undoneBy} />
        </h2>
        <span class="note">
          {office.staff.get(job.actor)?.name ?? job.actor} · {moment(job.startedAt)}
        </span>
      </header>
      {isRunning && (
        <div class="field">
          <label for="progress">{t.progress}</label>
          <progress
            id="progress"
            value={size === null ? undefined : seen}
            max={size === null ? undefined : Math.max(size, seen, 1)}
          />
          <span class="note">
            {size === null ? t.progressAlone(number(seen)) : t.progressOf(number(seen), number(Math.max(size, seen)))}
          </span>
        </div>
      )}
      <dl class="figures">
        <Figure label={t.resultChanged} value={number(accepted)} />
        <Figure label={t.resultRefused} value={number(rejected)} />
        {skipped > 0 && <Figure label={t.resultSame} value={number(skipped)} />}
        {given > 0 && <Figure label={t.given} value={number(given)} />}
        {taken > 0 && <Figure label={t.taken} value={number(taken)} />}
      </dl>
      <Notes c={c} job={job} />
      <Actions c={c} job={job} here={here} />
    </section>
  );
}

/** Whether a job is in progress, stopped, done or undone. */
export function StateTag({ c, state, undoneBy }: { c: Page; state: JobState; undoneBy: string | null }) {
  const t = words(c);
  if (undoneBy !== null) return <span class="tag">{t.undone}</span>;
  return <span class={`tag ${{ running: 'warn', stopped: 'bad', finished: 'good' }[state]}`}>{t[state]}</span>;
}

function Notes({ c, job: { task, undoneBy } }: { c: Page; job: JobReceipt }) {
  const t = words(c);
  return (
    <>
      {task.reason !== null && (
        <p>
          {t.reason}: <bdi>{task.reason}</bdi>
        </p>
      )}
      {task.comment !== null && (
        <p>
          {t.comment}: “<bdi>{task.comment}</bdi>”
        </p>
      )}
      {undoneBy !== null && (
        <p>
          {t.undoneBy} <a href={jobAddress(undoneBy)}>{t.seeUndo}</a>
        </p>
      )}
      {task.kind === 'undo' && (
        <p>
          {t.undoes} <a href={jobAddress(task.undoes)}>{t.seeUndone}</a>
        </p>
      )}
    </>
  );
}

function Actions({ c, job: { state, task, undoneBy }, here }: { c: Page; job: JobReceipt; here: string }) {
  const t = words(c);
  if (state === 'running')
    return (
      <div class="actions">
        <noscript>
          <a class="button main" href={here}>
            {t.reload}
          </a>
        </noscript>
        <Form c={c} action={`${here}/stop`} confirm={t.stopQuestion}>
          <button>{t.stop}</button>
        </Form>
      </div>
    );
  if (undoneBy !== null) return null;
  return (
    <div class="actions">
      {state === 'stopped' && (
        <Form c={c} action={`${here}/resume`}>
          <button class="main">{t.resume}</button>
        </Form>
      )}
      {task.kind !== 'undo' && (
        <a class="button" href={`${here}/undo`}>
          {t.undo}
        </a>
      )}
    </div>
  );
}

interface LeftOutProps {
  readonly c: Page;
  readonly office: Office;
  readonly job: JobReceipt;
  readonly problems: Listed<JobProblem>;
  readonly isFirst: boolean;
}

/** Who or which rows were left out, a page at a time. */
function LeftOut({ c, office, job: { jobId, task, state }, problems: { items, next }, isFirst }: LeftOutProps) {
  const t = words(c);
  const here = jobAddress(jobId);
  const isFile = task.kind === 'import' && state !== 'running';
  const download = isFile && (
    <a class="button" href={`/imports/rejected/${encodeURIComponent(jobId)}`} download>
      {t.rejected}
    </a>
  );
  return (
    <Card title={t.problems} actions={download}>
      {isFile && <p class="hint">{t.rejectedText}</p>}
      <ProblemTable c={c} office={office} problems={items} />
      {(!isFirst || next !== null) && (
        <p class="pages">
          {!isFirst && (
            <a class="button" href={here}>
              {t.firstPage}
            </a>
          )}
          {next !== null && (
            <a class="button" href={`${here}?${new URLSearchParams({ from: next })}`}>
              {t.nextProblems}
            </a>
          )}
        </p>
      )}
    </Card>
  );
}
