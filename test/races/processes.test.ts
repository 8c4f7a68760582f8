import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AdjustPointsCommand, AdjustmentReceipt } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { auditLedger } from '@pointbook/testing';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forkWorker } from '../support/processes/bundled.ts';
import { sqliteDump } from '../support/stores/sqlite-dump.ts';
import { openLedger } from './workers/ledger.ts';
import { whatItDid } from '../support/specification/what-it-did.ts';
import { valueOf } from '../support/value-of.ts';

const processes = 8;
const workers: ChildProcess[] = [];
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pointbook-races-'));
});
afterAll(async () => {
  for (const worker of workers) worker.kill();
  await rm(folder, { recursive: true, force: true });
});

/** Starts a worker on a file. Its first message says that it is ready, where it has one to say so. */
async function start(worker: string, file: string): Promise<ChildProcess> {
  const child = await forkWorker(worker, [file], { serialization: 'advanced' });
  workers.push(child);
  return child;
}

async function startAll(worker: string, file: string): Promise<ChildProcess[]> {
  return Promise.all(Array.from({ length: processes }, () => start(worker, file)));
}

async function message(child: ChildProcess): Promise<unknown> {
  const [first] = (await once(child, 'message')) as unknown[];
  return first;
}

function findingsIn(file: string): unknown {
  const database = new Database(file);
  try {
    return auditLedger(sqliteDump(database, 'shop' as never));
  } finally {
    database.close();
  }
}

describe('processes on one SQLite file', () => {
  test(
    '[7] of eight processes that want the last point one gets it, in every round',
    { timeout: 600_000 },
    async () => {
      const file = join(folder, 'contended.db');
      const ledger = openLedger(file);
      valueOf(await ledger.open());
      const contenders = await startAll('contend', file);
      await Promise.all(contenders.map(message));
      for (let round = 1; round <= 25; round += 1) {
        const memberId = `M${round}`;
        valueOf(await ledger.enrolMember({ memberId }));
        valueOf(
          await ledger.setBalance({ memberId, balance: 1, actor: 'ann', reason: 'a round', idempotencyKey: 'one' }),
        );
        const answers = contenders.map(message);
        for (const contender of contenders) contender.send(memberId);
        const outcomes = (await Promise.all(answers)).flat();
        expect(outcomes.filter((outcome) => outcome === 'won')).toHaveLength(1);
        expect(outcomes.filter((outcome) => outcome === 'insufficient-points')).toHaveLength(processes * 3 - 1);
      }
      expect(valueOf(await verify(ledger)).findings).toEqual([]);
      await ledger.close();
      for (const contender of contenders) contender.kill();
      expect(findingsIn(file)).toEqual([]);
    },
  );

  test('eight processes that open one new file at once all find a ledger', { timeout: 600_000 }, async () => {
    for (let round = 1; round <= 2; round += 1) {
      const file = join(folder, `opened-${round}.db`);
      const openers = await startAll('open-at-once', file);
      await Promise.all(openers.map(message));
      const answers = openers.map(message);
      for (const opener of openers) opener.send('now');
      expect(await Promise.all(answers)).toEqual(openers.map(() => ['opened', 'enrolled']));
      for (const opener of openers) opener.kill();
      const ledger = openLedger(file);
      expect(valueOf(await verify(ledger))).toMatchObject({ members: processes, findings: [] });
      await ledger.close();
    }
  });

  test(
    '[18, 21, 22] killed in the middle of a load, the ledger is sound and has every receipt it gave',
    { timeout: 600_000 },
    async () => {
      const file = join(folder, 'killed.db');
      let told = 0;
      for (let round = 1; round <= 6; round += 1) {
        const given = await killedLoad(file, 40 * round);
        told += given.length;
        const ledger = openLedger(file);
        expect(valueOf(await verify(ledger)).findings).toEqual([]);
        expect(findingsIn(file)).toEqual([]);
        for (const { command, receipt } of given)
          expect(whatItDid(valueOf(await ledger.adjustPoints(command)))).toEqual(whatItDid(receipt));
        await ledger.close();
      }
      expect(told).toBeGreaterThan(100);
    },
  );
});

interface Given {
  readonly command: AdjustPointsCommand;
  readonly receipt: AdjustmentReceipt;
}

/** Lets a process write, kills it after so many receipts without warning, and answers all that it had told. */
async function killedLoad(file: string, receipts: number): Promise<Given[]> {
  const child = await start('load', file);
  const given: Given[] = [];
  child.on('message', (each: Given) => {
    given.push(each);
    if (given.length === receipts) child.kill('SIGKILL');
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  return given;
}
