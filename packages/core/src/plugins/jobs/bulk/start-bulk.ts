import { command, type FailureOf } from '../../../plugin.ts';
import { programOf, type NoteTexts, noteTexts } from '../../../till.ts';
import { shape, strict } from '../../../shapes.ts';
import { bulkFields, type PreviewBulkQuery, toChange, toSelection } from './bulk-query.ts';
import { jobReceipt } from '../job-receipt.ts';
import { type BulkTask, jobRecords } from '../job-record.ts';
import { newJobId, putNewJob, recallByJob, type StartCommand, startFields } from '../start-job.ts';

/** The same change for each of many members. Known by `jobId`. */
export interface StartBulkCommand extends PreviewBulkQuery, StartCommand {
  /** The host's own id of the job; it must not begin with "import-". */
  readonly jobId: string;
}

/**
 * Starts a bulk adjustment as a job, which `runJob` then does.
 *
 * @remarks Nothing happens to any member yet. The same command again answers with the job as it is now, and `replayed`.
 * Fails with `invalid-command`, `idempotency-key-reused`, `overloaded` and the errors of the store. `overloaded`,
 * `store-locked` and `store-unavailable` are retryable. A failure has written nothing, unless it says `written:
 * 'unknown'`.
 *
 * @example
 * ```ts
 * await pointbook.jobs.startBulk({
 *   jobId: 'eid-2026', members: { filter: { tier: 'gold' } }, change: { add: 50 },
 *   actor: 'staff-3', reason: 'Eid gift', comment: 'A gift for Eid',
 * });
 * ```
 */
export const startBulk = command({
  name: 'startBulk',
  route: 'POST /bulk',
  input: shape<StartBulkCommand>()(strict({ jobId: newJobId(), ...bulkFields, ...startFields })),
  failures: { 'invalid-command': true },
  joins: 'host',
  reads: ({ jobId }) => [jobRecords.at(jobId)],
  recall: recallByJob,
  decide({ jobId, members, change, actor, ...given }, book, fingerprint) {
    const task: Omit<BulkTask, keyof NoteTexts> = {
      kind: 'bulk',
      selection: toSelection(members),
      change: toChange(change),
    };
    return noteTexts(programOf(book), given).map((texts) =>
      putNewJob(book, { jobId, task: { ...task, ...texts }, actor }, fingerprint),
    );
  },
  receipt: jobReceipt,
});

/** What can go wrong with `startBulk`. */
export type StartBulkFailure = FailureOf<typeof startBulk>;
