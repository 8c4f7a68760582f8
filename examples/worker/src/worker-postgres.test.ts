import { EventEmitter, once } from 'node:events';
import type { DueReceipt } from '@pointbook/core/jobs';
import { makeWorkerUtils, parseCrontab } from 'graphile-worker';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openPool } from './database.ts';
import { openLedger } from './ledger.ts';
import { openOffice } from './office.ts';
import { tellStory } from './story.ts';
import { crontab, errorsOnly, startWorker } from './worker.ts';

const schemas = { points: `points_${process.pid}`, queue: `queue_${process.pid}` };
let pool: pg.Pool;

beforeAll(() => {
  pool = openPool(inject('databaseUrl'));
});
afterAll(async () => {
  await pool.query(`DROP SCHEMA ${schemas.points}, ${schemas.queue} CASCADE`);
  await pool.end();
});

describe('a worker of a queue', () => {
  test('imports, posts ended points, and leaves a gift to the next worker when it is told to stop', async () => {
    const lines: string[] = [];
    await tellStory({ pool, members: 30, limit: 12, schemas, print: (line) => lines.push(...line.split('\n')) });
    expect(lines.every((line) => line.length <= 80)).toBe(true);
    expect(lines.filter((line) => line.startsWith('worker 1: import'))).toEqual([
      'worker 1: import, 12 done, running',
      'worker 1: import, 24 done, running',
      'worker 1: import, 30 done, finished',
    ]);
    expect(lines.filter((line) => line.includes('bulk')).at(-1)).toMatch(/^worker 2: bulk, 30 done, finished$/);
    expect(lines.slice(-2)).toEqual([
      '30 of 30 members have their gift, each once.',
      'Verified: 90 entries, 0 mistakes.',
    ]);
  });

  test('is sent by cron each minute, so that a job of which the queue was not told is done, too', async () => {
    expect(parseCrontab(crontab)).toMatchObject([{ task: 'pointbook-due', options: { jobKey: 'pointbook-due' } }]);
    const { pointbook } = await openLedger(pool, schemas.points);
    const queue = await makeWorkerUtils({ pgPool: pool, schema: schemas.queue, logger: errorsOnly });
    const told: string[] = [];
    const office = openOffice(pointbook, { addJob: async (name) => void told.push(name) as never }, 'nowhere');
    await office.giveAll('unheard of', 5);
    expect(told).toEqual(['pointbook-due']);

    const reports = new EventEmitter<{ report: [DueReceipt] }>();
    const first = once(reports, 'report');
    const report = (done: DueReceipt) => void reports.emit('report', done);
    const worker = await startWorker({ pool, pointbook, files: 'nowhere', schema: schemas.queue, report });
    // As cron does.
    await queue.addJob('pointbook-due', {}, { jobKey: 'pointbook-due' });
    const [done] = (await first) as [DueReceipt];
    expect(done.jobs).toMatchObject([{ jobId: 'unheard of', state: 'finished', accepted: 30 }]);
    await worker.stop();
    await queue.release();
    await pointbook.close();
  });
});
