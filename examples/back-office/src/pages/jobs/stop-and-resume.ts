import type { Office } from '../../office.ts';
import { jobAddress } from '../../ui/addresses.ts';
import type { Page } from '../../ui/env.ts';
import { toldFailure } from '../../ui/failures.ts';
import { done } from '../../ui/page.tsx';
import { jobPage } from './job-page.tsx';
import { words } from './words.ts';

/** Stops a job after what is being written now. What it wrote stays. */
export async function stop(c: Page, office: Office) {
  const jobId = c.req.param('jobId') ?? '';
  const stopped = await office.ledger.pointbook.jobs.stopJob({ jobId });
  if (stopped.isErr()) return jobPage(c, office, toldFailure(c, stopped.error));
  return done(c, jobAddress(jobId), words(c).stoppedNow);
}

/** Lets a stopped job go on. */
export async function resume(c: Page, office: Office) {
  const { ledger, files, rounds } = office;
  const jobId = c.req.param('jobId') ?? '';
  const resumed = await ledger.pointbook.jobs.resumeJob({ jobId });
  if (resumed.isErr()) return jobPage(c, office, toldFailure(c, resumed.error));
  files.awaitNewCustomers(jobId);
  rounds.wake();
  return done(c, jobAddress(jobId), words(c).resumed);
}
