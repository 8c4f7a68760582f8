import type { ResultAsync } from 'neverthrow';
import { decideStartUndo, type StartJob, type UndoFailure } from '../bulk/decide-job.ts';
import { type JobReceipt, jobReceipt } from '../bulk/job-receipt.ts';
import type { JobRecord, UndoTask } from '../records/job.ts';
import type { UndoJobCommand } from '../schemas/job-commands.ts';
import { undoJobShape } from '../schemas/job-shapes.ts';
import { parse } from '../schemas/parse.ts';
import type { UndoJobFailure } from './job-failures.ts';
import { fingerprint, type Plan, type Ports, run } from './ports.ts';

/**
 * Starts a job that takes back all that another one wrote, which `runJob` then does.
 *
 * @remarks Points given that were spent or are held meanwhile stay where they are: `listProblems` of the undoing job tells
 * them as `shortfall`. Points taken go back to the lots they came from. A job that is not finished must be stopped first,
 * and does not go on afterwards.
 *
 * @example
 * ```ts
 * await undoJob(ports)({ jobId: 'undo-eid-2026', undoes: 'eid-2026', actor: 'staff-3', reason: 'wrong list' });
 * ```
 */
export function undoJob(ports: Ports) {
  return (command: UndoJobCommand): ResultAsync<JobReceipt, UndoJobFailure> =>
    run(ports, planUndoJob(command)).map(jobReceipt);
}

function planUndoJob(input: UndoJobCommand): Plan<JobRecord, UndoFailure> {
  return parse(undoJobShape, input).map((said) => {
    const { jobId, undoes, actor, reason, comment = null } = said;
    const command: StartJob<UndoTask> = {
      jobId,
      task: { kind: 'undo', undoes, reason, comment },
      actor,
      fingerprint: fingerprint('undo-job', said),
    };
    return {
      keys: { jobs: [jobId, undoes] },
      decide: (records, context) => decideStartUndo(command, records, context),
    };
  });
}
