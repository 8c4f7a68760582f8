import { createPointbook, type ProgramId } from '@pointbook/core';
import type { FileSource, ImportQuery, JobReceipt, StartBulkCommand } from '@pointbook/core/jobs';
import { verify } from '@pointbook/core/verify';
import { memoryStore } from '@pointbook/memory';
import { auditLedger, fakeClock, type FakeClock, type LedgerDump, recordingStore } from '@pointbook/testing';
import { expect, onTestFinished } from 'vitest';
import { type Ledger, plugins } from './plugins.ts';
import { monday } from '../specification/specification.ts';
import { warung } from './warung.ts';
import { valueOf } from '../value-of.ts';

/** An office from where many members are adjusted: a ledger in memory. */
export interface BulkDesk {
  readonly clock: FakeClock;
  readonly ledger: Ledger;
  /** Enrols members, each with so many points. */
  enrol(points: Readonly<Record<string, number>>): Promise<void>;
  /** Starts a bulk adjustment of everyone by 50 points, or what is said. */
  start(more?: Partial<StartBulkCommand>): Promise<JobReceipt>;
  /** Works on a job to its end, and answers with each step. */
  run(jobId?: string, chunkSize?: number): Promise<JobReceipt[]>;
  /** Previews, starts and runs the import of a file; answers the job as it is then. */
  importFile(text: string | Uint8Array, more: ImportQuery, chunkSize?: number): Promise<JobReceipt>;
  balances(): Promise<Record<string, number>>;
  dump(): Promise<LedgerDump>;
}

/** A file, read in pieces of so many bytes. */
export function fileOf(text: string | Uint8Array, pieceBytes = 7): FileSource {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return function* pieces() {
    for (let from = 0; from < bytes.length; from += pieceBytes) yield bytes.subarray(from, from + pieceBytes);
  };
}

/** How every bulk adjustment here is stated, unless said. */
export const stated = { actor: 'staff-3', reason: 'Eid gift' } as const;

/** A desk with no members; what is done at it must leave the ledger sound. */
export async function openBulkDesk(changes: Parameters<typeof warung>[0] = {}): Promise<BulkDesk> {
  const { store, dump } = recordingStore(memoryStore());
  const clock = fakeClock(monday);
  const program = warung(changes);
  const ledger = createPointbook({ program, store, clock, plugins });
  const dumpIt = async () => dump(program.programId as ProgramId);
  onTestFinished(async () => {
    expect(auditLedger(await dumpIt())).toEqual([]);
    expect(valueOf(await verify(ledger)).findings).toEqual([]);
  });
  return {
    clock,
    ledger,
    enrol: async (points) => {
      for (const [memberId, count] of Object.entries(points)) {
        valueOf(await ledger.enrolMember({ memberId }));
        if (count === 0) continue;
        const gift = { memberId, points: count, direction: 'add', actor: 'staff-1', reason: 'welcome' } as const;
        valueOf(await ledger.adjustPoints({ ...gift, idempotencyKey: 'welcome' }));
      }
    },
    start: async (more = {}) =>
      valueOf(
        await ledger.jobs.startBulk({
          jobId: 'job',
          members: { everyone: true },
          change: { add: 50 },
          ...stated,
          ...more,
        }),
      ),
    run: async (jobId = 'job', chunkSize = 2) => {
      const steps: JobReceipt[] = [];
      for await (const step of ledger.jobs.runJob({ jobId, chunkSize })) steps.push(valueOf(step));
      return steps;
    },
    importFile: async (text, more, chunkSize = 2) => {
      const source = fileOf(text);
      const { digest } = valueOf(await ledger.jobs.previewImport({ source, ...more }));
      const { jobId } = valueOf(await ledger.jobs.startImport({ digest, ...more, ...stated }));
      let last: JobReceipt | undefined;
      for await (const step of ledger.jobs.runJob({ jobId, source, chunkSize })) last = valueOf(step);
      return last ?? expect.fail('a job ends with a step');
    },
    balances: async () => {
      const { members } = await dumpIt();
      return Object.fromEntries(members.map(({ account }) => [account.memberId, account.balance]));
    },
    dump: dumpIt,
  };
}
