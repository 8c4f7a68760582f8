import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { memoryStore } from '@pointbook/memory';
import { auditLedger, canonicalDump, type LedgerDump, recordingStore } from '@pointbook/testing';
import { expect, onTestFinished, test } from 'vitest';
import { forkWorker } from '../support/processes/bundled.ts';
import { sampled } from '../support/properties/sampled.ts';
import { frozenLedger, type JobLedger, openJobLedger, runToEnd } from './workers/job-runner.ts';
import type { Place } from './workers/code-till.ts';
import { valueOf } from '../support/value-of.ts';

const rows = sampled(3000, 20_000);
/** Rows of which nobody knows how many points they say. */
const badRows = 20;
const members = rows - badRows;
const chunkSize = 50;
const kills = sampled(8, 50);
const killsOfUndo = sampled(4, 20);
/**
 * After so many chunks a worker does nothing more and waits to be killed, however late that is on a busy machine: those
 * that are killed together never come to the end of the job.
 */
const maxChunks = 5;
const stated = { actor: 'staff-3', reason: 'Eid gift' } as const;

/** A ledger in a place, and what lies there. */
export interface JobGround {
  readonly place: Place;
  dump(): Promise<LedgerDump>;
}

/** Registers the tests that kill workers of jobs, over a place. */
export function jobKills(open: () => Promise<JobGround>): void {
  test(
    `an import of ${rows} rows and a bulk adjustment, killed at ${kills} moments each, and its undoing, at ${killsOfUndo}, end as if nothing had happened`,
    { timeout: 600_000 },
    async () => {
      const { place, dump } = await open();
      const killed = openJobLedger(place);
      onTestFinished(async () => void (await killed.close()));
      const { unharmed, dump: dumpUnharmed } = unharmedLedger();
      const file = await writeFileOfMembers();
      const source = () => createReadStream(file);
      const both = async (jobId: string, moments: number, work: (ledger: JobLedger) => Promise<void>) => {
        for (const ledger of [killed, unharmed]) await work(ledger);
        await runKilled(killed, { place, jobId, file }, moments);
        await runToEnd(unharmed, { jobId, chunkSize: 5000, source });
      };

      const imported = await startImport(killed, source);
      await both(imported, kills, async (ledger) => void (await startImport(ledger, source)));
      await both('job', kills, startBulk);
      await both('undo', killsOfUndo, spendAndUndo);

      const jobs = valueOf(await killed.jobs.listJobs()).items;
      expect(
        jobs.map(({ jobId, state, seen, accepted, rejected }) => [jobId, state, seen, accepted, rejected]),
      ).toEqual([
        [imported, 'finished', rows, members, badRows],
        ['job', 'finished', members, members, 0],
        ['undo', 'finished', members, members - 2, 2],
      ]);
      const [mine, theirs] = [canonicalDump(await dump()), canonicalDump(await dumpUnharmed())];
      for (const table of Object.keys(mine) as (keyof LedgerDump)[])
        expect([table, mine[table].length]).toEqual([table, theirs[table].length]);
      // A deep comparison of so much would print for minutes.
      expect(JSON.stringify(mine) === JSON.stringify(theirs)).toBe(true);
      expect(auditLedger(mine)).toEqual([]);
    },
  );
}

function unharmedLedger() {
  const { store, dump } = recordingStore(memoryStore());
  return { unharmed: frozenLedger(store), dump: async () => dump('shop' as never) };
}

/** A file of members with a balance from another system; some rows are bad. */
async function writeFileOfMembers(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pointbook-import-'));
  onTestFinished(async () => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'members.csv');
  const lines = Array.from({ length: rows }, (_, index) => {
    const points = index % (rows / badRows) === 7 ? 'many' : index % 100;
    return `${idOf(index)},${points},+62811${String(index).padStart(6, '0')}`;
  });
  await writeFile(file, ['memberId,balance,phone', ...lines].join('\r\n'));
  return file;
}

function idOf(index: number): string {
  return `M${String(index).padStart(5, '0')}`;
}

async function startImport(ledger: JobLedger, source: () => AsyncIterable<Uint8Array>): Promise<string> {
  const { digest } = valueOf(await ledger.jobs.previewImport({ mode: 'opening', source }));
  return valueOf(await ledger.jobs.startImport({ mode: 'opening', digest, ...stated })).jobId;
}

async function startBulk(ledger: JobLedger): Promise<void> {
  const all = { members: { everyone: true }, change: { add: 50 } } as const;
  valueOf(await ledger.jobs.startBulk({ jobId: 'job', ...all, ...stated }));
}

/** Some of it is spent before it is undone: of two members all, of another a part. */
async function spendAndUndo(ledger: JobLedger): Promise<void> {
  for (const [memberId, points] of [
    [idOf(0), 50],
    [idOf(rows / 2), 50],
    [idOf(rows - 1), 20],
  ] as const)
    valueOf(await ledger.redeemPoints({ memberId, redemptionId: 'RD-1', points }));
  valueOf(await ledger.jobs.undoJob({ jobId: 'undo', undoes: 'job', ...stated }));
}

interface KilledJob {
  readonly place: Place;
  readonly jobId: string;
  /** Of an import. */
  readonly file: string;
}

/** Workers that are killed in the middle of it, now and then two at once; the last one ends the job. */
async function runKilled(ledger: JobLedger, job: KilledJob, moments: number): Promise<void> {
  const { jobId } = job;
  // The next ones are made ready while one works.
  const waiting = await Promise.all([startWorker(job), startWorker(job)]);
  onTestFinished(() => waiting.forEach(({ child }) => child.kill('SIGKILL')));
  const next = async (chunks: number) => {
    const ready = waiting.shift() ?? (await startWorker(job));
    waiting.push(await startWorker(job));
    await ready.isReady;
    ready.child.send(chunks);
    return ready;
  };
  for (let killed = 0; killed < moments; killed += 1) {
    const working = [await next(maxChunks), ...(killed % 10 === 0 ? [await next(maxChunks)] : [])];
    // After some chunks, at any moment of the next.
    for (let chunks = killed % 4; chunks > 0; chunks -= 1) await working[0]?.nextChunk();
    await setTimeout(Math.random() * 10);
    for (const { child } of working) child.kill('SIGKILL');
    await Promise.all(working.map(({ ended }) => ended));
  }
  const left = valueOf(await ledger.jobs.getJob({ jobId }));
  // It was killed before its end, and after its beginning.
  expect([left.state, left.seen > 0]).toEqual(['running', true]);
  const last = await next(Infinity);
  await last.ended;
  expect(last.child.exitCode).toBe(0);
  for (const { child } of waiting) child.kill('SIGKILL');
}

async function startWorker({ place, jobId, file }: KilledJob) {
  const args = [JSON.stringify(place), jobId, String(chunkSize), file];
  const child = await forkWorker('job-worker', args, { serialization: 'advanced' });
  const ended = once(child, 'exit');
  return {
    child,
    isReady: once(child, 'message'),
    nextChunk: () => Promise.race([once(child, 'message'), ended]),
    ended,
  };
}
