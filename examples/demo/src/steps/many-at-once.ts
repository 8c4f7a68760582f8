import type { ImportPreview, JobReceipt } from '@pointbook/core/jobs';
import { ok, type ResultAsync, safeTry } from 'neverthrow';
import Papa from 'papaparse';
import type { Failure } from '../failure.ts';
import type { Ledgers } from '../ledgers.ts';

/** How a file was imported, and how a gift to the wrong members was taken back. */
export interface ManyAtOnce {
  readonly preview: ImportPreview;
  readonly imported: JobReceipt;
  readonly rejected: readonly RejectedRow[];
  readonly gift: JobReceipt;
  readonly undone: JobReceipt;
}

/** A row that was left out: what is wrong with it, and its own cells. */
export type RejectedRow = Readonly<Record<'line' | 'problem' | 'fix' | 'memberId' | 'phone' | 'points', string>>;

/** What the shop saved from its spreadsheet, which made a figure of a phone number. */
const lateParcels = ['memberId,phone,points', '13047,,50', '13748,,50', '16098,,50', ',4.47701E+11,50'].join('\r\n');
const source = () => [new TextEncoder().encode(lateParcels)];

const actor = 'manager-1';
const file = { mode: 'add', actor, reason: 'parcels arrived late', comment: 'Sorry for the wait' } as const;

/** It is meant for those who have 1,000 points or more: the filter should say `balanceFrom`. */
const mistakenGift = {
  jobId: 'new-year-gift',
  members: { filter: { balanceTo: 1_000 } },
  change: { add: 20 },
  actor,
  reason: 'New Year gift',
} as const;

const undoing = { jobId: 'undo-new-year-gift', undoes: mistakenGift.jobId, actor, reason: 'went to the wrong members' };

/**
 * A file of points is imported; a gift goes to many members, and is taken back. The file stays: a file whose import was
 * undone is refused, so that this could not be told twice.
 */
export function manyAtOnce({ onSave }: Ledgers): ResultAsync<ManyAtOnce, Failure> {
  return safeTry(async function* () {
    const preview = yield* onSave.jobs.previewImport({ mode: file.mode, source });
    let imported: JobReceipt = yield* onSave.jobs.startImport({ ...file, digest: preview.digest });
    for await (const step of onSave.jobs.runJob({ jobId: imported.jobId, source })) imported = yield* step;
    let csv = '';
    for await (const part of onSave.jobs.rejectedRows({ jobId: imported.jobId, source })) csv += yield* part;
    const { data: rejected } = Papa.parse<RejectedRow>(csv, { header: true, skipEmptyLines: true });

    let gift: JobReceipt = yield* onSave.jobs.startBulk(mistakenGift);
    for await (const step of onSave.jobs.runJob({ jobId: gift.jobId })) gift = yield* step;
    let undone: JobReceipt = yield* onSave.jobs.undoJob(undoing);
    for await (const step of onSave.jobs.runJob({ jobId: undone.jobId })) undone = yield* step;
    return ok({ preview, imported, rejected, gift, undone });
  });
}
