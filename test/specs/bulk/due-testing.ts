import type { DueReceipt, RunDueQuery } from '@pointbook/core/jobs';
import { type BulkDesk, fileOf, stated } from '../../support/shops/bulk-desk.ts';
import { valueOf } from '../../support/value-of.ts';

/** Five members with their points. */
export const five = { ann: 0, ben: 10, cat: 20, dan: 30, eve: 40 };

export const minute = 60_000;

export const day = 1440 * minute;

/** Points end after ten days. */
export const inTenDays = { expiry: { kind: 'after', period: { unit: 'days', count: 10 } } } as const;

/** A file with one unknown member. */
export const gifts = 'memberId,points\nann,1\nben,2\nnobody,3\ncat,4\n';

/** What one call of `runDue` did. */
export async function due({ ledger }: Pick<BulkDesk, 'ledger'>, query: RunDueQuery = {}): Promise<DueReceipt> {
  return valueOf(await ledger.jobs.runDue(query));
}

/** Starts the import of a file, and does not run it. */
export async function startImport({ ledger }: BulkDesk, text: string | Uint8Array): Promise<string> {
  const { digest } = valueOf(await ledger.jobs.previewImport({ mode: 'add', source: fileOf(text) }));
  return valueOf(await ledger.jobs.startImport({ mode: 'add', digest, ...stated })).jobId;
}
