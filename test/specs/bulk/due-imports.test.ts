import { createPointbook, storeError } from '@pointbook/core';
import type { RecordStore } from '@pointbook/core/store';
import { fakeClock } from '@pointbook/testing';
import { memoryStore } from '@pointbook/memory';
import { errAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { fileOf, openBulkDesk, stated } from '../../support/shops/bulk-desk.ts';
import { plugins } from '../../support/shops/plugins.ts';
import { monday } from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';
import { five, minute, day, inTenDays, gifts, due, startImport } from './due-testing.ts';
import { errorOf, valueOf } from '../../support/value-of.ts';

describe('An import', () => {
  test('waits for its file, and goes on where the file is at hand', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    const jobId = await startImport(desk, gifts);
    const waits = { jobs: [], left: [{ jobId, reason: 'no-source' }], more: false };
    expect(await due(desk)).toMatchObject(waits);
    expect(await due(desk, { sourceOf: () => null })).toMatchObject(waits);
    const asked: unknown[] = [];
    const sourceOf = async (wanted: unknown) => {
      asked.push(wanted);
      return fileOf(gifts);
    };
    expect(await due(desk, { limit: 3, sourceOf })).toMatchObject({ jobs: [{ seen: 3, rejected: 1 }], more: true });
    expect(await due(desk, { limit: 3, sourceOf })).toMatchObject({
      jobs: [{ seen: 4, state: 'finished' }],
      more: false,
    });
    expect(asked).toEqual([
      { jobId, digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      { jobId, digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    ]);
    expect(await desk.balances()).toEqual({ ann: 1, ben: 12, cat: 24, dan: 30, eve: 40 });
  });

  test.each([
    ['file-differs', () => fileOf(`${gifts}dan,5\n`)],
    [
      'source-failed',
      () => {
        throw new Error('no such folder');
      },
    ],
    [
      'source-failed',
      () => () => {
        throw new Error('no such file');
      },
    ],
  ] as const)(
    'that fails as %s keeps no other job waiting, and is tried again after its lease',
    async (kind, sourceOf) => {
      const desk = await openBulkDesk();
      await desk.enrol(five);
      const jobId = await startImport(desk, gifts);
      desk.clock.advance(1);
      await desk.start();
      expect(await due(desk, { sourceOf })).toMatchObject({
        jobs: [{ jobId: 'job', state: 'finished' }],
        left: [{ jobId, reason: 'failed', error: { kind } }],
        more: false,
      });
      desk.clock.advance(minute);
      expect(await due(desk, { sourceOf: () => fileOf(gifts) })).toMatchObject({
        jobs: [{ jobId, state: 'finished' }],
      });
    },
  );
});

describe('The files of imports', () => {
  test('that fail in the middle end the turn of their job, and do not ask for another call at once', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    const rows = Array.from({ length: 1500 }, (_, index) => `ann,1,${index},${'thanks '.repeat(20)}\n`);
    const bytes = new TextEncoder().encode(`memberId,points,key,comment\n${rows.join('')}`);
    const jobId = await startImport(desk, bytes);
    let opened = 0;
    const source = function* () {
      opened += 1;
      yield bytes.subarray(0, 200_000);
      if (opened > 1) throw new Error('The disk is gone.');
      yield bytes.subarray(200_000);
    };
    expect(await due(desk, { sourceOf: () => source, chunkSize: 500, leaseMs: 5000 })).toMatchObject({
      jobs: [{ jobId, state: 'running', leasedUntil: new Date(monday.getTime() + 5000) }],
      left: [{ jobId, reason: 'failed', error: { kind: 'source-failed' } }],
      more: false,
    });
  });

  test('are asked for one at a time, when the turn of their job has come', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    const files = new Map<string, string>();
    for (const points of [1, 2, 3]) {
      const text = `memberId,points\nann,${points}\nben,${points}\n`;
      files.set(await startImport(desk, text), text);
      desk.clock.advance(1);
    }
    const asked: string[] = [];
    const sourceOf = ({ jobId }: { readonly jobId: string }) => {
      asked.push(jobId);
      return fileOf(files.get(jobId) ?? '');
    };
    const jobs = [...files.keys()];
    expect(await due(desk, { limit: 2, sourceOf })).toMatchObject({ jobs: [{ jobId: jobs[0] }], more: true });
    expect(asked).toEqual([jobs[0]]);
    expect((await due(desk, { sourceOf })).jobs.map(({ jobId }) => jobId)).toEqual(jobs);
    expect(asked).toEqual([jobs[0], ...jobs]);
  });

  test('that never come keep neither the sweep nor the jobs before them waiting', async () => {
    const desk = await openBulkDesk(inTenDays);
    await desk.enrol(five);
    desk.clock.advance(11 * day);
    await desk.start({ members: { ids: ['ann'] } });
    desk.clock.advance(1);
    const jobId = await startImport(desk, gifts);
    const asked = await new Promise((resolve) => {
      const sourceOf = async (wanted: unknown) => {
        resolve(wanted);
        return new Promise<null>(() => undefined);
      };
      void desk.ledger.jobs.runDue({ sourceOf });
    });
    expect(asked).toMatchObject({ jobId });
    expect(await desk.balances()).toEqual({ ann: 50, ben: 0, cat: 0, dan: 0, eve: 0 });
    expect(await due(desk, { sourceOf: () => fileOf(gifts) })).toMatchObject({ jobs: [{ jobId, state: 'finished' }] });
  });
});

describe('A store that fails', () => {
  /** A ledger on a store of which a part fails, when told to. */
  async function failingDesk(part: (store: RecordStore, fails: () => boolean) => Partial<RecordStore>) {
    let isFailing = false;
    const inner = memoryStore();
    const store: RecordStore = { ...inner, ...part(inner, () => isFailing) };
    const ledger = createPointbook({ program: warung(inTenDays), store, clock: fakeClock(monday), plugins });
    valueOf(await ledger.enrolMember({ memberId: 'ann' }));
    for (const jobId of ['job', 'later'])
      valueOf(await ledger.jobs.startBulk({ jobId, members: { everyone: true }, change: { add: 5 }, ...stated }));
    return { ledger, fail: (now: boolean) => (isFailing = now) };
  }

  const gone = () => errAsync(storeError({ kind: 'store-unavailable', message: 'It is gone.' }));

  test('is the error of the call where the work cannot be found; nothing is lost', async () => {
    const desk = await failingDesk(({ rows }, fails) => ({
      rows: { ...rows, list: (...args) => (fails() ? gone() : rows.list(...args)) },
    }));
    desk.fail(true);
    expect(errorOf(await desk.ledger.jobs.runDue())).toMatchObject({
      kind: 'store-unavailable',
      retryable: true,
    });
    desk.fail(false);
    expect((await due(desk)).jobs).toHaveLength(2);
  });

  test('keeps no job waiting where the sweep fails, which is the error of the call', async () => {
    const desk = await failingDesk(({ rows }) => ({ rows: { ...rows, due: gone } }));
    expect(errorOf(await desk.ledger.jobs.runDue()).kind).toBe('store-unavailable');
    expect(valueOf(await desk.ledger.jobs.getJob({ jobId: 'later' })).state).toBe('finished');
  });

  test('is reported with the job that fails', async () => {
    const desk = await failingDesk((inner, fails) => ({
      transact: (programId, request, decide) =>
        fails() && request.records.some(({ kind, key }) => kind === 'job' && key === 'job')
          ? gone()
          : inner.transact(programId, request, decide),
    }));
    desk.fail(true);
    const left = [{ jobId: 'job', reason: 'failed', error: { kind: 'store-unavailable' } }];
    expect(await due(desk)).toMatchObject({ left, jobs: [{ jobId: 'later', state: 'finished' }] });
    desk.fail(false);
    expect((await due(desk)).jobs).toMatchObject([{ jobId: 'job', state: 'finished' }]);
  });
});
