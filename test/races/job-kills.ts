import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Pointbook } from '@pointbook/core';
import { memoryStore } from '@pointbook/memory';
import { createBulk } from '@pointbook/core/bulk';
import { auditLedger, canonicalDump, type LedgerDump, recordingStore } from '@pointbook/testing';
import { expect, onTestFinished, test } from 'vitest';
import { build } from 'esbuild';
import { cache } from '../../scripts/workspace.ts';
import { frozenLedger, openJobLedger, runToEnd } from './workers/job-runner.ts';
import type { Place } from './workers/code-till.ts';

const members = 20_000;
const chunkSize = 50;
const stated = { actor: 'staff-3', reason: 'Eid gift' } as const;

/** A ledger in a place, and what lies there. */
export interface JobGround {
  readonly place: Place;
  dump(): Promise<LedgerDump>;
}

/** Registers the tests that kill workers of jobs, over a place, within so many milliseconds: a few chunks. */
export function jobKills(open: () => Promise<JobGround>, longestMs: number): void {
  test(
    `a bulk adjustment of ${members}, killed at 50 moments, and its undoing, at 20, end as if nothing had happened`,
    { timeout: 600_000 },
    async () => {
      const { place, dump } = await open();
      const killed = openJobLedger(place);
      onTestFinished(async () => void (await killed.close()));
      const { unharmed, dump: dumpUnharmed } = unharmedLedger();
      for (const ledger of [killed, unharmed]) {
        await enrol(ledger);
        await startBulk(ledger);
      }
      await runKilled(killed, place, 'job', 50, longestMs);
      await runToEnd(unharmed, 'job', chunkSize);
      for (const ledger of [killed, unharmed]) await spendAndUndo(ledger);
      await runKilled(killed, place, 'undo', 20, longestMs);
      await runToEnd(unharmed, 'undo', chunkSize);

      const [job, undo] = await Promise.all(['job', 'undo'].map((jobId) => createBulk(killed.ports).getJob({ jobId })));
      expect(job?._unsafeUnwrap()).toMatchObject({
        state: 'finished',
        seen: members,
        accepted: members,
        given: members * 50,
      });
      expect(undo?._unsafeUnwrap()).toMatchObject({ state: 'finished', seen: members, accepted: members - 2 });
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

async function enrol(ledger: Pointbook): Promise<void> {
  for (let from = 0; from < members; from += 1000) {
    const some = Array.from({ length: 1000 }, (_, index) => `M${String(from + index).padStart(5, '0')}`);
    for (const each of await Promise.all(some.map((memberId) => ledger.enrolMember({ memberId }))))
      each._unsafeUnwrap();
  }
}

async function startBulk(ledger: Pointbook): Promise<void> {
  const all = { members: { everyone: true }, change: { add: 50 } } as const;
  (await createBulk(ledger.ports).startBulk({ jobId: 'job', ...all, ...stated }))._unsafeUnwrap();
}

/** Some of it is spent before it is undone: of two members all, of another a part. */
async function spendAndUndo(ledger: Pointbook): Promise<void> {
  for (const [memberId, points] of [
    ['M00007', 50],
    ['M10000', 50],
    ['M19999', 20],
  ] as const)
    (await ledger.redeemPoints({ memberId, redemptionId: 'RD-1', points }))._unsafeUnwrap();
  (await createBulk(ledger.ports).undoJob({ jobId: 'undo', undoes: 'job', ...stated }))._unsafeUnwrap();
}

/** Workers that are killed in the middle of it, now and then two at once; the last one ends the job. */
async function runKilled(
  ledger: Pointbook,
  place: Place,
  jobId: string,
  kills: number,
  longestMs: number,
): Promise<void> {
  const worker = await bundledWorker();
  // The next ones are made ready while one works.
  const waiting = Array.from({ length: 3 }, () => startWorker(worker, place, jobId));
  onTestFinished(() => waiting.forEach(({ child }) => child.kill('SIGKILL')));
  const next = async () => {
    const ready = waiting.shift() ?? startWorker(worker, place, jobId);
    waiting.push(startWorker(worker, place, jobId));
    await ready.isReady;
    ready.child.send('go');
    return ready;
  };
  for (let killed = 0; killed < kills; killed += 1) {
    const working = killed % 5 === 0 ? [await next(), await next()] : [await next()];
    await setTimeout(Math.random() * longestMs);
    for (const { child } of working) child.kill('SIGKILL');
    await Promise.all(working.map(({ ended }) => ended));
  }
  const left = (await createBulk(ledger.ports).getJob({ jobId }))._unsafeUnwrap();
  // It was killed before its end, and after its beginning.
  expect([left.state, left.seen > 0]).toEqual(['running', true]);
  const last = await next();
  await last.ended;
  expect(last.child.exitCode).toBe(0);
  for (const { child } of waiting) child.kill('SIGKILL');
}

/** The worker as one file, which starts five times as fast as its sources. */
async function bundledWorker(): Promise<string> {
  const outfile = join(cache, `job-worker-${process.pid}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, 'workers', 'job-worker.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['@pointbook/source'],
    external: ['better-sqlite3', 'pg', 'pg-*'],
  });
  onTestFinished(async () => rm(outfile, { force: true }));
  return outfile;
}

function startWorker(worker: string, place: Place, jobId: string) {
  const child = fork(worker, [JSON.stringify(place), jobId, String(chunkSize)]);
  const ended = once(child, 'exit');
  return { child, isReady: once(child, 'message'), ended };
}
