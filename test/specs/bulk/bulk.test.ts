import { describe, expect, test } from 'vitest';
import type { PointsChangeQuery } from '@pointbook/core/jobs';
import { openBulkDesk, stated } from '../../support/shops/bulk-desk.ts';
import { errorOf, valueOf } from '../../support/value-of.ts';

const day = 86_400_000;

const five = { ann: 0, ben: 10, cat: 20, dan: 30, eve: 40 };

describe('A bulk adjustment', () => {
  test('gives points to everyone, in chunks, and answers the counts after each', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    expect(await desk.start()).toMatchObject({ jobId: 'job', state: 'running', seen: 0, accepted: 0, undoneBy: null });
    expect(await desk.balances()).toEqual(five);
    const steps = await desk.run();
    expect(steps.map(({ seen, given, state }) => [seen, given, state])).toEqual([
      [2, 100, 'running'],
      [4, 200, 'running'],
      [5, 250, 'finished'],
    ]);
    expect(await desk.balances()).toEqual({ ann: 50, ben: 60, cat: 70, dan: 80, eve: 90 });
  });

  test('writes entries that say which job, who, and why', async () => {
    const desk = await openBulkDesk();
    await desk.enrol({ ann: 0, ben: 0 });
    await desk.start({ comment: 'A gift for Eid' });
    await desk.run();
    const found = valueOf(await desk.ledger.findEntries({ reference: { type: 'job', id: 'job' } })).items;
    expect(found).toHaveLength(2);
    expect(found[0]).toMatchObject({
      kind: 'adjustment',
      cause: 'points-added',
      delta: 50,
      actor: 'staff-3',
      reason: 'Eid gift',
      comment: 'A gift for Eid',
    });
    expect(valueOf(await desk.ledger.findEntries({ reason: 'Eid' })).items).toHaveLength(2);
  });

  test.each<[string, PointsChangeQuery, object, object]>([
    ['adds', { add: 5 }, { accepted: 5, given: 25 }, { ann: 5, ben: 15, cat: 25, dan: 35, eve: 45 }],
    [
      'deducts, and rejects members who have fewer',
      { deduct: 20 },
      { accepted: 3, rejected: 2, taken: 60 },
      { ann: 0, ben: 10, cat: 0, dan: 10, eve: 20 },
    ],
    [
      'sets, and skips members who have that balance',
      { set: 20 },
      { accepted: 4, skipped: 1, given: 30, taken: 30 },
      { ann: 20, ben: 20, cat: 20, dan: 20, eve: 20 },
    ],
    [
      'sets to nothing',
      { set: 0 },
      { accepted: 4, skipped: 1, taken: 100 },
      { ann: 0, ben: 0, cat: 0, dan: 0, eve: 0 },
    ],
  ])('%s', async (_, change, counts, balances) => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    const preview = valueOf(await desk.ledger.jobs.previewBulk({ members: { everyone: true }, change }));
    expect(await desk.balances()).toEqual(five);
    await desk.start({ change });
    const last = (await desk.run()).at(-1);
    expect(last).toMatchObject({ rejected: 0, skipped: 0, given: 0, taken: 0, ...counts, seen: 5, state: 'finished' });
    expect(await desk.balances()).toEqual(balances);
    const { accepted, rejected, skipped, given, taken } = last ?? {};
    expect(preview).toMatchObject({ members: 5, accepted, rejected, skipped, given, taken });
  });

  test('says whom it left out, and why', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    const members = { ids: ['ben', 'nobody', 'eve', 'ben'] };
    const change = { deduct: 15 };
    const problems = [
      { number: 1, memberId: 'ben', kind: 'insufficient-points', message: expect.stringMatching(/15.*10/u) as string },
      { number: 2, memberId: 'nobody', kind: 'unknown-member', message: expect.stringContaining('enrol') as string },
    ];
    expect(valueOf(await desk.ledger.jobs.previewBulk({ members, change }))).toEqual({
      members: 3,
      accepted: 1,
      rejected: 2,
      skipped: 0,
      given: 0,
      taken: 15,
      problems,
    });
    await desk.start({ members, change });
    expect((await desk.run()).at(-1)).toMatchObject({ seen: 3, accepted: 1, rejected: 2, taken: 15 });
    const first = valueOf(await desk.ledger.jobs.listProblems({ jobId: 'job', limit: 1 }));
    const second = valueOf(await desk.ledger.jobs.listProblems({ jobId: 'job', limit: 1, cursor: first.next ?? '' }));
    expect([...first.items, ...second.items]).toEqual(problems.map((problem) => ({ jobId: 'job', ...problem })));
    expect(second.next).toBeNull();
  });

  test('takes no points that are held', async () => {
    const desk = await openBulkDesk();
    await desk.enrol({ ann: 30 });
    valueOf(await desk.ledger.holdPoints({ memberId: 'ann', redemptionId: 'RD-1', points: 20 }));
    await desk.start({ change: { deduct: 11 } });
    expect((await desk.run()).at(-1)).toMatchObject({ accepted: 0, rejected: 1 });
    await desk.start({ jobId: 'less', change: { deduct: 10 } });
    expect((await desk.run('less')).at(-1)).toMatchObject({ accepted: 1, rejected: 0 });
    expect(valueOf(await desk.ledger.getBalance({ memberId: 'ann' }))).toMatchObject({
      available: 0,
      held: 20,
    });
  });

  test('posts what is due first: points that have ended cannot be deducted', async () => {
    const desk = await openBulkDesk({ expiry: { kind: 'after', period: { count: 1, unit: 'days' } } as never });
    await desk.enrol({ ann: 30 });
    desk.clock.advance(3 * day);
    await desk.start({ change: { set: 10 } });
    expect((await desk.run()).at(-1)).toMatchObject({ accepted: 1, given: 10, taken: 0 });
    expect(await desk.balances()).toEqual({ ann: 10 });
  });
});

describe('An invalid bulk command', () => {
  const good = { jobId: 'job', members: { everyone: true }, change: { add: 1 }, ...stated };
  test.each<[string, object, string]>([
    ['without members', { members: undefined }, 'members'],
    ['for nobody in particular', { members: {} }, 'members'],
    ['for two kinds of members', { members: { everyone: true, ids: ['a'] } }, 'members'],
    ['for everyone, but not', { members: { everyone: false } }, 'members.everyone'],
    ['for no ids', { members: { ids: [] } }, 'members.ids'],
    [
      'for too many ids',
      { members: { ids: Array.from({ length: 10_001 }, (_, index) => `m${index}`) } },
      'members.ids',
    ],
    ['for an id that is none', { members: { ids: ['a', ' b'] } }, 'members.ids[1]'],
    ['with a page of everyone', { members: { everyone: true, page: { limit: 5 } } }, 'members.page'],
    ['with an empty page', { members: { filter: {}, page: { limit: 0 } } }, 'members.page.limit'],
    ['with a filter that is none', { members: { filter: { colour: 'red' } } }, 'members.filter.colour'],
    ['with a date that is none', { members: { filter: { enrolledFrom: '2026' } } }, 'members.filter.enrolledFrom'],
    ['without a change', { change: {} }, 'change'],
    ['with two changes', { change: { add: 1, set: 5 } }, 'change'],
    ['with no points', { change: { add: 0 } }, 'change.add'],
    ['with half a point', { change: { deduct: 0.5 } }, 'change.deduct'],
    ['with a balance below zero', { change: { set: -1 } }, 'change.set'],
    ['with a blank reason', { reason: ' ' }, 'reason'],
    ['without an actor', { actor: undefined }, 'actor'],
    ['without an id', { jobId: '' }, 'jobId'],
    ['with an id that an import could have', { jobId: 'import-add-1' }, 'jobId'],
    ['with a field that is none', { dryRun: true }, 'dryRun'],
  ])('%s', async (_, wrong, field) => {
    const desk = await openBulkDesk();
    const failure = errorOf(await desk.ledger.jobs.startBulk({ ...good, ...wrong } as never));
    expect(failure).toMatchObject({ kind: 'invalid-command', field });
    expect(valueOf(await desk.ledger.jobs.listJobs()).items).toEqual([]);
  });

  test('A bare list of ids is told to be ids, and not everyone', async () => {
    const desk = await openBulkDesk();
    const failure = errorOf(await desk.ledger.jobs.startBulk({ ...good, members: ['ann'] } as never));
    expect(failure.message).toBe('members must be an object, not a list. Write { ids: … }.');
  });

  test.each([0, 5001, 1.5, '10'])('in chunks of %s', async (chunkSize) => {
    const desk = await openBulkDesk();
    await desk.start();
    for await (const step of desk.ledger.jobs.runJob({ jobId: 'job', chunkSize: chunkSize as number }))
      expect(errorOf(step)).toMatchObject({ kind: 'invalid-command', field: 'chunkSize' });
  });
});
