import type { BulkPreview } from '@pointbook/core/jobs';
import { orThrow } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
import type { BulkPlan } from '../../shop/bulk-plans.ts';
import { staffOf } from '../../staff/guard.tsx';
import { jobAddress } from '../../ui/addresses.ts';
import { Card, Figure, Problem } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { toldFailure } from '../../ui/failures.ts';
import { Form } from '../../ui/form.tsx';
import { done, show } from '../../ui/page.tsx';
import { ProblemTable } from './problem-table.tsx';
import { toldChange } from './told-job.ts';
import { words } from './words.ts';

/** What a plan would do now. Nothing is changed by looking. */
export async function bulkPreview(c: Page, office: Office, problem?: string) {
  const t = words(c);
  const planId = c.req.param('planId') ?? '';
  const plan = office.bulkPlans.get(planId);
  const heading = { title: t.previewTitle, back: { href: '/customers', label: t.toCustomers } };
  if (plan === null) return show(c, { ...heading, status: 404 }, <Problem>{t.planGone}</Problem>);
  const { members, change } = plan;
  const preview = orThrow(await office.ledger.pointbook.jobs.previewBulk({ members, change }));
  return show(
    c,
    { ...heading, status: problem === undefined ? 200 : 422 },
    <>
      {problem !== undefined && <Problem>{problem}</Problem>}
      <Card title={toldChange(c, change)}>
        <Outcome c={c} plan={plan} preview={preview} />
        <Form c={c} action={`/jobs/bulk/${planId}`}>
          <div class="actions">
            {preview.accepted > 0 && <button class="main">{t.apply(c.var.formats.number(preview.accepted))}</button>}
            <a class="button quiet" href="/customers">
              {t.cancel}
            </a>
          </div>
        </Form>
      </Card>
      {preview.problems.length > 0 && (
        <Card title={t.problems}>
          {preview.problems.length < preview.rejected && (
            <p class="hint">{t.firstProblems(c.var.formats.number(preview.problems.length))}</p>
          )}
          <ProblemTable c={c} office={office} problems={preview.problems} />
        </Card>
      )}
    </>,
  );
}

// #region start
/** Carries a plan out, as a job of the plan's id: a plan that is sent twice is one job. */
export async function startBulk(c: Page, office: Office) {
  const jobId = c.req.param('planId') ?? '';
  const plan = office.bulkPlans.get(jobId);
  if (plan === null) return bulkPreview(c, office);
  const started = await office.ledger.pointbook.jobs.startBulk({ ...plan, jobId, actor: staffOf(c).staffId });
  if (started.isErr()) return bulkPreview(c, office, toldFailure(c, started.error));
  office.rounds.wake();
  return done(c, jobAddress(jobId), words(c).started);
}
// #endregion start

function Outcome({ c, plan, preview }: { c: Page; plan: BulkPlan; preview: BulkPreview }) {
  const t = words(c);
  const { number } = c.var.formats;
  const { accepted, rejected, skipped, given, taken } = preview;
  return (
    <>
      <p class="hint">{accepted > 0 ? t.nothingYet : t.noneChanges}</p>
      <dl class="figures">
        <Figure label={t.willChange} value={number(accepted)} />
        <Figure label={t.refused} value={number(rejected)} />
        {skipped > 0 && <Figure label={t.same} value={number(skipped)} />}
        {given > 0 && <Figure label={t.given} value={number(given)} />}
        {taken > 0 && <Figure label={t.taken} value={number(taken)} />}
      </dl>
      {plan.reason !== undefined && (
        <p>
          {t.reason}: <bdi>{plan.reason}</bdi>
        </p>
      )}
      {plan.comment !== undefined && (
        <p>
          {t.comment}: “<bdi>{plan.comment}</bdi>”
        </p>
      )}
    </>
  );
}
