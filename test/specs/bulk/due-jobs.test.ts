import { describe, expect, test } from 'vitest';
import { type BulkDesk, fileOf, openBulkDesk } from '../../support/shops/bulk-desk.ts';
import { monday } from '../../support/specification/specification.ts';
import { five, minute, day, gifts, due, startImport } from './due-testing.ts';
import { valueOf } from '../../support/value-of.ts';

/** A worker that does one chunk of the job, and is never heard of again. */
async function abandon({ ledger }: BulkDesk, jobId = 'job', chunkSize = 2): Promise<void> {
  for await (const step of ledger.jobs.runJob({ jobId, chunkSize })) if (step.isOk()) break;
}

describe('A job', () => {
  test('that a worker has is left to that worker, until a lease passes without a chunk', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    await desk.start();
    await abandon(desk);
    const until = new Date(monday.getTime() + minute);
    expect(await due(desk)).toMatchObject({
      jobs: [],
      left: [{ jobId: 'job', reason: 'leased', until }],
      more: false,
    });
    desk.clock.advance(minute - 1);
    expect((await due(desk)).jobs).toEqual([]);
    desk.clock.advance(1);
    expect(await due(desk)).toMatchObject({ jobs: [{ seen: 5, state: 'finished', leasedUntil: null }], left: [] });
  });

  test('that fails before its first chunk is left for the longest lease, too', async () => {
    const desk = await openBulkDesk();
    const jobId = await startImport(desk, gifts);
    const query = { leaseMs: 60 * minute, sourceOf: () => fileOf('another') };
    expect(await due(desk, query)).toMatchObject({ left: [{ jobId, reason: 'failed' }] });
    const until = new Date(monday.getTime() + 60 * minute);
    expect(await due(desk, query)).toMatchObject({ left: [{ jobId, reason: 'leased', until }] });
  });

  test('whose lease each chunk renews is not taken, however long it takes', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    await desk.start();
    for await (const step of desk.ledger.jobs.runJob({ jobId: 'job', chunkSize: 1 })) {
      if (valueOf(step).state === 'finished') break;
      desk.clock.advance(minute / 2);
      expect((await due(desk)).jobs).toEqual([]);
    }
    expect(await desk.balances()).toMatchObject({ ann: 50, eve: 90 });
  });

  test('that two workers ask for at once goes to one of them', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    await desk.start();
    const workers = await Promise.all([due(desk, { chunkSize: 1 }), due(desk, { chunkSize: 1 })]);
    expect(workers.flatMap(({ jobs }) => jobs)).toMatchObject([{ state: 'finished' }]);
    expect(workers.flatMap(({ left }) => left)).toMatchObject([{ reason: 'leased' }]);
    expect(await desk.balances()).toMatchObject({ ann: 50, eve: 90 });
  });

  test('that was stopped and resumed can be taken at once', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    await desk.start();
    await abandon(desk);
    await desk.ledger.jobs.stopJob({ jobId: 'job' });
    await desk.ledger.jobs.resumeJob({ jobId: 'job' });
    expect((await due(desk)).jobs).toMatchObject([{ seen: 5, state: 'finished' }]);
  });

  test('that was stopped just before its turn is not worked on', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    const jobId = await startImport(desk, gifts);
    const sourceOf = async () => {
      await desk.ledger.jobs.stopJob({ jobId });
      return fileOf(gifts);
    };
    expect(await due(desk, { sourceOf })).toMatchObject({ jobs: [], left: [], more: false });
  });

  test('comes before all jobs that were started later', async () => {
    const desk = await openBulkDesk();
    await desk.enrol({ ann: 0 });
    for (let index = 0; index < 101; index += 1) {
      await desk.start({ jobId: `job-${index}`, members: { ids: ['ann'] }, change: { add: 1 } });
      desk.clock.advance(1);
    }
    expect(await due(desk, { limit: 1 })).toMatchObject({ jobs: [{ jobId: 'job-0', state: 'finished' }], more: true });
    expect((await due(desk)).jobs).toHaveLength(100);
  });

  test('whose lease was written by a clock that is far ahead is taken', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    await desk.start();
    desk.clock.advance(day);
    await abandon(desk);
    desk.clock.advance(-day);
    expect((await due(desk)).jobs).toMatchObject([{ state: 'finished' }]);
  });

  test('whose lease ended during a long chunk is done once, although two workers run it', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    const jobId = await startImport(desk, gifts);
    const slow = desk.ledger.jobs.runJob({ jobId, chunkSize: 1, source: fileOf(gifts) })[Symbol.asyncIterator]();
    await slow.next();
    desk.clock.advance(minute);
    const source = async function* () {
      await slow.next();
      yield* fileOf(gifts)();
    };
    expect(await due(desk, { chunkSize: 2, sourceOf: () => source })).toMatchObject({
      jobs: [{ state: 'finished', seen: 4, accepted: 3, rejected: 1 }],
    });
    expect((await slow.next()).value?._unsafeUnwrap().state).toBe('finished');
    expect(await desk.balances()).toEqual({ ann: 1, ben: 12, cat: 24, dan: 30, eve: 40 });
  });
});
