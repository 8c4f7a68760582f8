import type { ResultAsync } from 'neverthrow';
import { decideResumeJob, decideStopJob } from '../bulk/decide-job.ts';
import { type JobReceipt, jobReceipt } from '../bulk/job-receipt.ts';
import type { JobId } from '../values/ids.ts';
import type { Decision, DecisionContext } from '../records/decision.ts';
import type { JobRecord } from '../records/job.ts';
import type { Known } from '../records/records.ts';
import type { JobQuery } from '../schemas/job-commands.ts';
import { jobShape } from '../schemas/job-shapes.ts';
import { parse } from '../schemas/parse.ts';
import type { ResumeJobFailure, StopJobFailure } from './job-failures.ts';
import { type Plan, type Ports, run } from './ports.ts';

/**
 * Stops a job after the chunk that is being written, whichever process works on it; what it wrote stays.
 *
 * @example
 * ```ts
 * const stopped = await stopJob(ports)({ jobId: 'eid-2026' });
 * if (stopped.isOk()) print(`${stopped.value.accepted} members have their points`);
 * ```
 */
export function stopJob(ports: Ports) {
  return (command: JobQuery): ResultAsync<JobReceipt, StopJobFailure> =>
    run(ports, planJob(command, decideStopJob)).map(jobReceipt);
}

/**
 * Lets a stopped job go on; `runJob` then does the rest of it. A job whose process died need not be resumed, only run.
 *
 * @example
 * ```ts
 * await resumeJob(ports)({ jobId: 'eid-2026' });
 * ```
 */
export function resumeJob(ports: Ports) {
  return (command: JobQuery): ResultAsync<JobReceipt, ResumeJobFailure> =>
    run(ports, planJob(command, decideResumeJob)).map(jobReceipt);
}

function planJob<Failure>(
  input: JobQuery,
  decide: (jobId: JobId, records: Known, context: DecisionContext) => Decision<JobRecord, Failure>,
): Plan<JobRecord, Failure> {
  return parse(jobShape, input).map(({ jobId }) => ({
    keys: { jobs: [jobId] },
    decide: (records, context) => decide(jobId, records, context),
  }));
}
