import { decideStartJob, type StartJob } from '../bulk/decide-job.ts';
import { type JobReceipt, jobReceipt } from '../bulk/job-receipt.ts';
import type { ResultAsync } from 'neverthrow';
import type { IdempotencyKeyReused } from '../values/errors.ts';
import type { JobRecord } from '../records/job.ts';
import type { StartBulkCommand } from '../schemas/job-commands.ts';
import { startBulkShape } from '../schemas/job-shapes.ts';
import { parse } from '../schemas/parse.ts';
import type { StartBulkFailure } from './job-failures.ts';
import { fingerprint, type Plan, type Ports, run } from './ports.ts';
import { toChange, toSelection } from './to-job-task.ts';

/**
 * Takes a bulk adjustment down as a job, which `runJob` then does.
 *
 * @remarks Nothing happens to any member yet. Starting it again under the same `jobId` answers with the same job.
 *
 * @example
 * ```ts
 * await startBulk(ports)({
 *   jobId: 'eid-2026', members: { filter: { tier: 'gold' } }, change: { add: 50 },
 *   actor: 'staff-3', reason: 'Eid gift', comment: 'A gift for Eid',
 * });
 * ```
 */
export function startBulk(ports: Ports) {
  return (command: StartBulkCommand): ResultAsync<JobReceipt, StartBulkFailure> =>
    run(ports, planStartBulk(command)).map(jobReceipt);
}

function planStartBulk(input: StartBulkCommand): Plan<JobRecord, IdempotencyKeyReused> {
  return parse(startBulkShape, input).map((said) => {
    const { jobId, members, change, actor, reason, comment = null } = said;
    const command: StartJob = {
      jobId,
      task: { kind: 'bulk', selection: toSelection(members), change: toChange(change), reason, comment },
      actor,
      fingerprint: fingerprint('start-bulk', said),
    };
    return { keys: { jobs: [jobId] }, decide: (records, context) => decideStartJob(command, records, context) };
  });
}
