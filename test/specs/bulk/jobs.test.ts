import { describe, expect, test } from 'vitest';
import { openBulkDesk, stated } from '../../support/shops/bulk-desk.ts';
import { monday } from '../../support/specification/specification.ts';
import { errorOf, valueOf } from '../../support/value-of.ts';

const five = { ann: 0, ben: 10, cat: 20, dan: 30, eve: 40 };

const undo = { jobId: 'undo', undoes: 'job', actor: 'staff-4', reason: 'wrong list' };

describe('A job', () => {
  test('is known by its id: the same command again answers with it, another is refused', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    await desk.start();
    await desk.run();
    expect(await desk.start()).toMatchObject({ state: 'finished', accepted: 5 });
    const other = { jobId: 'job', members: { everyone: true }, change: { add: 51 }, ...stated } as const;
    expect(errorOf(await desk.ledger.jobs.startBulk(other)).kind).toBe('idempotency-key-reused');
    expect((await desk.run()).map(({ state }) => state)).toEqual(['finished']);
    expect(await desk.balances()).toMatchObject({ ann: 50, eve: 90 });
  });

  test('without members is finished at once', async () => {
    const desk = await openBulkDesk();
    await desk.start();
    expect(await desk.run()).toMatchObject([{ state: 'finished', seen: 0 }]);
  });

  test('that is left off goes on where it was', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    await desk.start();
    for await (const step of desk.ledger.jobs.runJob({ jobId: 'job', chunkSize: 2 })) {
      expect(valueOf(step).seen).toBe(2);
      break;
    }
    expect(await desk.balances()).toEqual({ ann: 50, ben: 60, cat: 20, dan: 30, eve: 40 });
    expect((await desk.run()).map(({ seen }) => seen)).toEqual([4, 5]);
    expect(await desk.balances()).toEqual({ ann: 50, ben: 60, cat: 70, dan: 80, eve: 90 });
  });

  test('that two workers run does everything once', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`m${index + 10}`, 0])));
    await desk.start();
    const [one, two] = await Promise.all([desk.run('job', 3), desk.run('job', 2)]);
    expect([one.at(-1)?.state, two.at(-1)?.state]).toEqual(['finished', 'finished']);
    expect(two.at(-1)).toMatchObject({ seen: 40, accepted: 40, given: 2000 });
    expect(new Set(Object.values(await desk.balances()))).toEqual(new Set([50]));
  });

  test('is stopped after a chunk, and goes on when it is resumed', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    await desk.start();
    const steps: string[] = [];
    for await (const step of desk.ledger.jobs.runJob({ jobId: 'job', chunkSize: 1 })) {
      const { seen, state } = valueOf(step);
      steps.push(`${seen} ${state}`);
      if (seen === 2) valueOf(await desk.ledger.jobs.stopJob({ jobId: 'job' }));
    }
    expect(steps).toEqual(['1 running', '2 running', '2 stopped']);
    expect(await desk.run()).toMatchObject([{ seen: 2, state: 'stopped' }]);
    expect(valueOf(await desk.ledger.jobs.stopJob({ jobId: 'job' }))).toMatchObject({ state: 'stopped' });
    expect(valueOf(await desk.ledger.jobs.resumeJob({ jobId: 'job' }))).toMatchObject({ state: 'running' });
    expect((await desk.run()).at(-1)).toMatchObject({ seen: 5, state: 'finished' });
    expect(valueOf(await desk.ledger.jobs.stopJob({ jobId: 'job' }))).toMatchObject({ state: 'finished' });
    expect(valueOf(await desk.ledger.jobs.resumeJob({ jobId: 'job' }))).toMatchObject({ state: 'finished' });
    expect(await desk.balances()).toEqual({ ann: 50, ben: 60, cat: 70, dan: 80, eve: 90 });
  });

  test('that was not started cannot be run, stopped, resumed, undone or read', async () => {
    const { ledger } = await openBulkDesk();
    const unknown = { kind: 'unknown-job', jobId: 'job', message: expect.stringContaining('listJobs') as string };
    for await (const step of ledger.jobs.runJob({ jobId: 'job' })) expect(errorOf(step)).toEqual(unknown);
    for (const verb of [ledger.jobs.stopJob, ledger.jobs.resumeJob, ledger.jobs.getJob])
      expect(errorOf(await verb({ jobId: 'job' }))).toEqual(unknown);
    expect(errorOf(await ledger.jobs.undoJob(undo))).toEqual(unknown);
    expect(errorOf(await ledger.jobs.listProblems({ jobId: 'job' }))).toEqual(unknown);
  });
});

describe('Jobs are listed', () => {
  test('newest first, page by page, by state', async () => {
    const desk = await openBulkDesk();
    for (const jobId of ['b', 'a', 'c']) await desk.start({ jobId });
    desk.clock.advance(1000);
    await desk.start({ jobId: 'd' });
    await desk.run('a');
    await desk.ledger.jobs.stopJob({ jobId: 'c' });
    const ids = async (query: object) =>
      valueOf(await desk.ledger.jobs.listJobs(query)).items.map(({ jobId }) => jobId);
    expect(await ids({})).toEqual(['d', 'a', 'b', 'c']);
    expect(await ids({ state: 'running' })).toEqual(['d', 'b']);
    expect(await ids({ state: 'stopped' })).toEqual(['c']);
    expect(await ids({ state: 'finished' })).toEqual(['a']);
    const first = valueOf(await desk.ledger.jobs.listJobs({ limit: 3 }));
    expect(first.items).toHaveLength(3);
    expect(first.items[0]).toMatchObject({ startedAt: new Date(monday.getTime() + 1000), actor: 'staff-3' });
    expect(await ids({ limit: 3, cursor: first.next ?? '' })).toEqual(['c']);
  });

  test.each([
    ['listJobs', 'x'],
    ['listJobs', '12'],
    ['listProblems', '-1'],
    ['listProblems', '1 2'],
  ] as const)('%s takes no cursor %j', async (verb, cursor) => {
    const { ledger } = await openBulkDesk();
    const answer =
      verb === 'listJobs' ? ledger.jobs.listJobs({ cursor }) : ledger.jobs.listProblems({ jobId: 'job', cursor });
    expect(errorOf(await answer)).toMatchObject({ kind: 'invalid-command', field: 'cursor' });
  });
});
