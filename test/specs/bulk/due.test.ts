import { createPointbook, storeError } from '@pointbook/core';
import type { RecordReader, RecordStore } from '@pointbook/core/store';
import { fakeClock } from '@pointbook/testing';
import type { DueReceipt, RunDueQuery } from '@pointbook/core/jobs';
import { memoryStore } from '@pointbook/memory';
import { errAsync, okAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { type BulkDesk, fileOf, openBulkDesk, stated } from '../../support/bulk-desk.ts';
import { plugins } from '../../support/plugins.ts';
import { monday } from '../../support/specification.ts';
import { warung } from '../../support/warung.ts';

const five = { ann: 0, ben: 10, cat: 20, dan: 30, eve: 40 };
const minute = 60_000;
const day = 1440 * minute;
const inTenDays = { expiry: { kind: 'after', period: { unit: 'days', count: 10 } } } as const;
const gifts = 'memberId,points\nann,1\nben,2\nnobody,3\ncat,4\n';

async function due({ ledger }: Pick<BulkDesk, 'ledger'>, query: RunDueQuery = {}): Promise<DueReceipt> {
  return (await ledger.jobs.runDue(query))._unsafeUnwrap();
}

/** Takes down the import of a file, and works on it no further. */
async function startImport({ ledger }: BulkDesk, text: string | Uint8Array): Promise<string> {
  const { digest } = (await ledger.jobs.previewImport({ mode: 'add', source: fileOf(text) }))._unsafeUnwrap();
  return (await ledger.jobs.startImport({ mode: 'add', digest, ...stated }))._unsafeUnwrap().jobId;
}

/** A worker that does one chunk of the job, and is never heard of again. */
async function abandon({ ledger }: BulkDesk, jobId = 'job', chunkSize = 2): Promise<void> {
  for await (const step of ledger.jobs.runJob({ jobId, chunkSize })) if (step.isOk()) break;
}

describe('Background work', () => {
  test('without anything to do ends at once', async () => {
    const desk = await openBulkDesk();
    const nothing = { swept: { members: 0, entries: 0, more: false }, jobs: [], left: [], more: false };
    expect(await due(desk)).toEqual(nothing);
  });

  test('posts expiries and lapsed holds, and finishes the running jobs', async () => {
    const desk = await openBulkDesk(inTenDays);
    await desk.enrol(five);
    const hold = { memberId: 'eve', redemptionId: 'RD-1', points: 15, holdMinutes: 30 };
    (await desk.ledger.holdPoints(hold))._unsafeUnwrap();
    desk.clock.advance(11 * day);
    await desk.start();
    desk.clock.advance(1);
    await desk.start({ jobId: 'other', change: { add: 1 } });
    const done = await due(desk);
    expect(done.swept).toEqual({ members: 4, entries: 5, more: false });
    expect(done.jobs.map(({ jobId, state, seen }) => [jobId, state, seen])).toEqual([
      ['job', 'finished', 5],
      ['other', 'finished', 5],
    ]);
    expect([done.left, done.more]).toEqual([[], false]);
    expect(await desk.balances()).toEqual({ ann: 51, ben: 51, cat: 51, dan: 51, eve: 51 });
    expect(await due(desk)).toMatchObject({ swept: { members: 0, entries: 0 }, jobs: [] });
  });

  test('undoes jobs, too, and leaves alone those that were stopped', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    await desk.start();
    await desk.start({ jobId: 'stopped' });
    await desk.ledger.jobs.stopJob({ jobId: 'stopped' });
    await due(desk);
    await desk.ledger.jobs.undoJob({ jobId: 'undo', undoes: 'job', ...stated });
    expect((await due(desk)).jobs).toMatchObject([{ jobId: 'undo', state: 'finished', accepted: 5 }]);
    expect(await desk.balances()).toEqual(five);
  });

  test.each([
    { limit: 0 },
    { leaseMs: 999 },
    { leaseMs: 3_600_001 },
    { sourceOf: 'gifts.csv' },
    { signal: true },
    { now: new Date() },
  ])('refuses %j', async (query) => {
    const { ledger } = await openBulkDesk();
    expect((await ledger.jobs.runDue(query as never))._unsafeUnwrapErr().kind).toBe('invalid-command');
  });
});

describe('The limit of background work', () => {
  test('is never exceeded, and the next call does the rest', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    await desk.start();
    const calls: unknown[] = [];
    for (let more = true; more;) {
      const done = await due(desk, { limit: 2 });
      calls.push([done.jobs.map(({ seen, state }) => [seen, state]), done.left, done.more]);
      ({ more } = done);
    }
    expect(calls).toEqual([
      [[[2, 'running']], [], true],
      [[[4, 'running']], [], true],
      [[[5, 'finished']], [], false],
    ]);
  });

  test('is not exceeded by a chunk either: a chunk that does not fit waits', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    await desk.start();
    const query = { limit: 3, chunkSize: 2 };
    expect(await due(desk, query)).toMatchObject({ jobs: [{ seen: 2, state: 'running' }], more: true });
  });

  test('leaves what one job did not use to the next job', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    await desk.start();
    desk.clock.advance(1);
    await desk.start({ jobId: 'later' });
    const done = await due(desk, { limit: 7, chunkSize: 6 });
    expect(done.jobs.map(({ jobId, seen, state }) => [jobId, seen, state])).toEqual([
      ['job', 5, 'finished'],
      ['later', 2, 'running'],
    ]);
    expect(await due(desk, { limit: 7 })).toMatchObject({ jobs: [{ jobId: 'later', seen: 5 }], more: false });
  });

  test('is a half for the sweep and a half for jobs where both wait', async () => {
    const desk = await openBulkDesk(inTenDays);
    await desk.enrol({ ...five, ann: 5, fay: 6, gus: 7 });
    desk.clock.advance(11 * day);
    await desk.start({ members: { ids: ['ann', 'ben', 'cat', 'dan'] } });
    expect(await due(desk, { limit: 4 })).toMatchObject({
      swept: { members: 2, more: true },
      jobs: [{ seen: 2, state: 'running' }],
      more: true,
    });
    expect(await due(desk, { limit: 4 })).toMatchObject({ swept: { members: 2 }, jobs: [{ state: 'finished' }] });
    expect(await due(desk, { limit: 4 })).toMatchObject({ swept: { members: 3, more: false }, jobs: [], more: false });
  });

  test('leaves the rest of a sweep to the next call', async () => {
    const desk = await openBulkDesk(inTenDays);
    await desk.enrol(five);
    desk.clock.advance(11 * day);
    expect(await due(desk, { limit: 3 })).toMatchObject({ swept: { members: 3, entries: 3, more: true }, more: true });
    expect(await due(desk, { limit: 3 })).toMatchObject({ swept: { members: 1, more: false }, more: false });
  });

  test('holds for a whole long sweep, which a signal ends in the middle', async () => {
    const inner = memoryStore();
    const stopping = new AbortController();
    // Members who are gone by the time they are looked at: the reading alone counts here.
    let waiting = 20_000;
    const rows: RecordReader = {
      ...inner.rows,
      due: (_programId, _now, limit) => {
        const found = Array.from({ length: Math.min(limit, waiting) }, (_, index) => `gone-${index}`);
        waiting -= Math.min(limit - 1, waiting);
        if (waiting <= 4000) stopping.abort();
        return okAsync(found);
      },
    };
    const ledger = createPointbook({
      program: warung(),
      store: { ...inner, rows },
      clock: fakeClock(monday),
      plugins,
    });
    const { signal } = stopping;
    expect(await due({ ledger }, { limit: 6000, signal })).toMatchObject({ swept: { members: 6000, more: true } });
    expect(await due({ ledger }, { signal })).toMatchObject({ swept: { members: 10_000, more: true }, more: true });
    expect(await due({ ledger }, { signal })).toMatchObject({ swept: { members: 0, more: true }, more: true });
    expect(waiting).toBe(4000);
  });

  test('need not be reached: a signal ends the work after the chunk that is being written', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    await desk.start();
    const stopping = new AbortController();
    const working = desk.ledger.jobs.runDue({ chunkSize: 2, signal: stopping.signal });
    stopping.abort();
    expect((await working)._unsafeUnwrap()).toMatchObject({ jobs: [], more: true });
    expect(await desk.balances()).toEqual(five);
    expect((await due(desk)).jobs).toMatchObject([{ state: 'finished' }]);
  });

  test('need not be reached: a job that a signal stopped can be taken at once', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    const jobId = await startImport(desk, gifts);
    const stopping = new AbortController();
    const source = () => {
      stopping.abort();
      return fileOf(gifts)();
    };
    const done = await due(desk, { chunkSize: 1, signal: stopping.signal, sourceOf: () => source });
    expect(done).toMatchObject({ jobs: [{ jobId, seen: 1, state: 'running', leasedUntil: null }], more: true });
    const next = await due(desk, { sourceOf: () => fileOf(gifts) });
    expect(next.jobs).toMatchObject([{ jobId, seen: 4, state: 'finished' }]);
  });
});

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
      if (step._unsafeUnwrap().state === 'finished') break;
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
    (await ledger.enrolMember({ memberId: 'ann' }))._unsafeUnwrap();
    for (const jobId of ['job', 'later'])
      (
        await ledger.jobs.startBulk({ jobId, members: { everyone: true }, change: { add: 5 }, ...stated })
      )._unsafeUnwrap();
    return { ledger, fail: (now: boolean) => (isFailing = now) };
  }

  const gone = () => errAsync(storeError({ kind: 'store-unavailable', message: 'It is gone.' }));

  test('is the error of the call where the work cannot be found; nothing is lost', async () => {
    const desk = await failingDesk(({ rows }, fails) => ({
      rows: { ...rows, list: (...args) => (fails() ? gone() : rows.list(...args)) },
    }));
    desk.fail(true);
    expect((await desk.ledger.jobs.runDue())._unsafeUnwrapErr()).toMatchObject({
      kind: 'store-unavailable',
      retryable: true,
    });
    desk.fail(false);
    expect((await due(desk)).jobs).toHaveLength(2);
  });

  test('keeps no job waiting where the sweep fails, which is the error of the call', async () => {
    const desk = await failingDesk(({ rows }) => ({ rows: { ...rows, due: gone } }));
    expect((await desk.ledger.jobs.runDue())._unsafeUnwrapErr().kind).toBe('store-unavailable');
    expect((await desk.ledger.jobs.getJob({ jobId: 'later' }))._unsafeUnwrap().state).toBe('finished');
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
