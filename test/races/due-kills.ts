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
import type { JobGround } from './job-kills.ts';
import { opening } from './workers/code-till.ts';
import { dueLedger, later, openDueLedger } from './workers/due-runner.ts';
import { type JobLedger, runToEnd } from './workers/job-runner.ts';
import { valueOf } from '../support/value-of.ts';

const members = 1200;
const workersAtOnce = 3;
const kills = 5;
const stated = { actor: 'staff-3', reason: 'Eid gift' } as const;
const hour = 3_600_000;

/** Registers the test that kills background workers, over a place. */
export function dueKills(open: () => Promise<JobGround>): void {
  test(
    `${workersAtOnce} background workers, of which ${kills} are killed, let every point expire once and do every row once`,
    { timeout: 600_000 },
    async () => {
      const { place, dump } = await open();
      const { store, dump: dumpUnharmed } = recordingStore(memoryStore());
      let now = opening;
      const [killed, unharmed] = [openDueLedger(place, () => now), dueLedger(store, () => now)];
      onTestFinished(async () => void (await killed.close()));
      const files = await writeFiles();
      for (const ledger of [killed, unharmed]) await runToEnd(ledger, await startImport(ledger, 'opening', files.all));
      now = later;
      const gifts = [];
      for (const ledger of [killed, unharmed])
        gifts.push(await startImport(ledger, 'add', files.gifts), await startBulk(ledger));

      await runKilled(killed, [JSON.stringify(place), files.gifts, String(Date.now())]);
      valueOf(await unharmed.expireDue());
      for (const command of gifts.slice(2)) await runToEnd(unharmed, command);

      const jobs = valueOf(await killed.jobs.listJobs()).items;
      expect(jobs.map(({ state, accepted }) => [state, accepted])).toEqual([
        ['finished', members / 2],
        ['finished', members / 2],
        ['finished', members],
      ]);
      const [mine, theirs] = [canonicalDump(await dump()), canonicalDump(await dumpUnharmed('shop' as never))];
      expect(mine.entries).toHaveLength(3 * members);
      for (const table of Object.keys(mine) as (keyof LedgerDump)[])
        expect([table, mine[table].length]).toEqual([table, theirs[table].length]);
      expect(textOf(mine) === textOf(theirs)).toBe(true);
      expect(auditLedger(mine)).toEqual([]);
    },
  );
}

/** A point for each member, and gifts for the first half of them. */
async function writeFiles(): Promise<{ readonly all: string; readonly gifts: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'pointbook-due-'));
  onTestFinished(async () => rm(folder, { recursive: true, force: true }));
  const files = { all: join(folder, 'all.csv'), gifts: join(folder, 'gifts.csv') };
  await writeFile(files.all, ['memberId,balance', ...ids.map((id) => `${id},1`)].join('\n'));
  await writeFile(files.gifts, ['memberId,points', ...ids.slice(0, members / 2).map((id) => `${id},2`)].join('\n'));
  return files;
}

const ids = Array.from({ length: members }, (_, index) => `M${String(index).padStart(4, '0')}`);

async function startImport(ledger: JobLedger, mode: 'opening' | 'add', file: string) {
  const source = () => createReadStream(file);
  const { digest } = valueOf(await ledger.jobs.previewImport({ mode, source }));
  const { jobId } = valueOf(await ledger.jobs.startImport({ mode, digest, ...stated }));
  return { jobId, source };
}

/** A gift for the other half: with both for all, their order would be left to chance. */
async function startBulk(ledger: JobLedger) {
  const others = { members: { ids: ids.slice(members / 2) }, change: { add: 3 } };
  valueOf(await ledger.jobs.startBulk({ jobId: 'job', ...others, ...stated }));
  return { jobId: 'job' };
}

/** Some workers at once, each of which is followed by another one when it is killed; the last ones end the work. */
async function runKilled(ledger: JobLedger, args: readonly string[]): Promise<void> {
  const start = async () => {
    const child = await forkWorker('due-worker', args);
    onTestFinished(() => void child.kill('SIGKILL'));
    return { child, ended: once(child, 'exit'), isReady: once(child, 'message') };
  };
  // The next ones are made ready while others work.
  const waiting = await Promise.all(Array.from({ length: workersAtOnce }, start));
  let left = kills;
  const next = async () => {
    const ready = waiting.shift() ?? (await start());
    if (left > 0) waiting.push(await start());
    left -= 1;
    await ready.isReady;
    ready.child.send('go');
    return ready;
  };
  const working = [];
  for (let number = 0; number < workersAtOnce; number += 1) working.push(await next());
  let unfinished = 0;
  for (let killed = 0; killed < kills; killed += 1) {
    const [first] = working.splice(0, 1);
    if (first === undefined) break;
    await Promise.race([once(first.child, 'message'), first.ended]);
    // At any moment of what it does next.
    await setTimeout(Math.random() * 20);
    first.child.kill('SIGKILL');
    await first.ended;
    const running = valueOf(await ledger.jobs.listJobs({ state: 'running' })).items;
    if (running.length > 0) unfinished += 1;
    working.push(await next());
  }
  // How far the work is when the last one is killed depends on the machine.
  expect(unfinished, 'kills in the middle of the work').toBeGreaterThan(0);
  await Promise.all(working.map(({ ended }) => ended));
  expect(working.map(({ child }) => child.exitCode)).toEqual(working.map(() => 0));
}

/** All of it, with one time for all that was done within the hour. */
function textOf(dump: LedgerDump): string {
  return JSON.stringify(dump, (_, value: unknown) =>
    typeof value === 'number' && value >= later && value < later + hour ? later : value,
  );
}
