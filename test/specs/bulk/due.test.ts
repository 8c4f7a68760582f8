import { createPointbook } from '@pointbook/core';
import type { RecordReader } from '@pointbook/core/store';
import { fakeClock } from '@pointbook/testing';
import { memoryStore } from '@pointbook/memory';
import { okAsync } from 'neverthrow';
import { describe, expect, test } from 'vitest';
import { fileOf, openBulkDesk, stated } from '../../support/shops/bulk-desk.ts';
import { plugins } from '../../support/shops/plugins.ts';
import { monday } from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';
import { five, day, inTenDays, gifts, due, startImport } from './due-testing.ts';
import { errorOf, valueOf } from '../../support/value-of.ts';

describe('Background work', () => {
  test('without anything to do ends at once', async () => {
    const desk = await openBulkDesk();
    const swept = { members: 0, entries: 0, left: [], more: false };
    expect(await due(desk)).toEqual({ swept, jobs: [], left: [], plugins: [], more: false });
  });

  test('posts expiries and lapsed holds, and finishes the running jobs', async () => {
    const desk = await openBulkDesk(inTenDays);
    await desk.enrol(five);
    const hold = { memberId: 'eve', redemptionId: 'RD-1', points: 15, holdMinutes: 30 };
    valueOf(await desk.ledger.holdPoints(hold));
    desk.clock.advance(11 * day);
    await desk.start();
    desk.clock.advance(1);
    await desk.start({ jobId: 'other', change: { add: 1 } });
    const done = await due(desk);
    expect(done.swept).toEqual({ members: 4, entries: 5, left: [], more: false });
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
    expect(errorOf(await ledger.jobs.runDue(query as never)).kind).toBe('invalid-command');
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
    expect(valueOf(await working)).toMatchObject({ jobs: [], more: true });
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
