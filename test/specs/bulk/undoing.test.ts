import { describe, expect, test } from 'vitest';
import { openBulkDesk, stated } from '../../support/shops/bulk-desk.ts';
import { errorOf, valueOf } from '../../support/value-of.ts';

const five = { ann: 0, ben: 10, cat: 20, dan: 30, eve: 40 };

const undo = { jobId: 'undo', undoes: 'job', actor: 'staff-4', reason: 'wrong list' };

describe('Undoing a job', () => {
  test('takes back what it gave, once', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    await desk.start();
    await desk.run();
    expect(valueOf(await desk.ledger.jobs.undoJob(undo))).toMatchObject({ state: 'running', seen: 0 });
    expect(valueOf(await desk.ledger.jobs.getJob({ jobId: 'job' })).undoneBy).toBe('undo');
    expect((await desk.run('undo')).map(({ seen }) => seen)).toEqual([2, 4, 5]);
    expect(await desk.balances()).toEqual(five);
    expect(valueOf(await desk.ledger.jobs.getJob({ jobId: 'undo' }))).toMatchObject({
      accepted: 5,
      rejected: 0,
      skipped: 0,
      given: 0,
      taken: 250,
      state: 'finished',
    });
    expect(valueOf(await desk.ledger.jobs.undoJob(undo))).toMatchObject({ state: 'finished' });
    expect(errorOf(await desk.ledger.jobs.undoJob({ ...undo, jobId: 'twice' }))).toMatchObject({
      kind: 'job-undone',
      undoneBy: 'undo',
    });
  });

  test('writes reversals that say what they undo, for which job, who and why', async () => {
    const desk = await openBulkDesk();
    await desk.enrol({ ann: 0 });
    await desk.start();
    await desk.run();
    await desk.ledger.jobs.undoJob({ ...undo, comment: 'Sorry' });
    await desk.run('undo');
    const [line] = valueOf(await desk.ledger.getStatement({ memberId: 'ann' })).items;
    expect(line).toMatchObject({
      kind: 'reversal',
      cause: 'entry-reversed',
      delta: -50,
      reference: { type: 'entry', id: '1', detail: 'undo' },
      actor: 'staff-4',
      reason: 'wrong list',
      comment: 'Sorry',
    });
  });

  test('gives back what it took, into the lots it came from', async () => {
    const desk = await openBulkDesk({ expiry: { kind: 'after', period: { count: 30, unit: 'days' } } as never });
    await desk.enrol({ ann: 30 });
    const before = valueOf(await desk.ledger.getBalance({ memberId: 'ann' }));
    desk.clock.advance(10 * 86_400_000);
    await desk.start({ change: { set: 5 } });
    await desk.run();
    await desk.ledger.jobs.undoJob(undo);
    await desk.run('undo');
    expect(valueOf(await desk.ledger.getBalance({ memberId: 'ann' }))).toEqual(before);
  });

  test('leaves what was spent or is held meanwhile, and says how much that is', async () => {
    const desk = await openBulkDesk();
    await desk.enrol({ ann: 0, ben: 0, cat: 0, dan: 0 });
    await desk.start();
    await desk.run();
    valueOf(await desk.ledger.redeemPoints({ memberId: 'ann', redemptionId: 'RD-1', points: 20 }));
    valueOf(await desk.ledger.redeemPoints({ memberId: 'ben', redemptionId: 'RD-1', points: 50 }));
    valueOf(await desk.ledger.holdPoints({ memberId: 'cat', redemptionId: 'RD-1', points: 1 }));
    await desk.ledger.jobs.undoJob(undo);
    expect((await desk.run('undo')).at(-1)).toMatchObject({ seen: 4, accepted: 3, rejected: 1, taken: 30 + 49 + 50 });
    const problems = valueOf(await desk.ledger.jobs.listProblems({ jobId: 'undo' })).items;
    expect(problems.map(({ memberId, kind, message }) => [memberId, kind, message])).toEqual([
      ['ann', 'shortfall', '20 of the 50 points of entry 1 are spent, held or have ended, and were not taken back.'],
      ['ben', 'shortfall', '50 of the 50 points of entry 1 are spent, held or have ended, and were not taken back.'],
      ['cat', 'shortfall', '1 of the 50 points of entry 1 are spent, held or have ended, and were not taken back.'],
    ]);
    expect(await desk.balances()).toEqual({ ann: 0, ben: 0, cat: 1, dan: 0 });
  });

  test('takes no points that the job did not give: ended ones are gone, and others stay with the member', async () => {
    const desk = await openBulkDesk({ expiry: { kind: 'after', period: { count: 10, unit: 'days' } } as never });
    await desk.enrol({ ann: 0 });
    await desk.start();
    await desk.run();
    desk.clock.advance(20 * 86_400_000);
    const own = { memberId: 'ann', points: 100, direction: 'add', ...stated, idempotencyKey: 'own' } as const;
    valueOf(await desk.ledger.adjustPoints(own));
    await desk.ledger.jobs.undoJob(undo);
    expect((await desk.run('undo')).at(-1)).toMatchObject({ accepted: 0, rejected: 1, taken: 0 });
    expect(await desk.balances()).toEqual({ ann: 100 });
  });

  test('skips what was reversed by hand, and takes what is left of the rest', async () => {
    const desk = await openBulkDesk();
    await desk.enrol({ ann: 0, ben: 0 });
    await desk.start();
    await desk.run();
    const reverse = { actor: 'staff-3', reason: 'a mistake', idempotencyKey: 'r', sequence: 1 };
    valueOf(await desk.ledger.reverseEntry({ ...reverse, memberId: 'ann' }));
    valueOf(await desk.ledger.reverseEntry({ ...reverse, memberId: 'ben', points: 20 }));
    await desk.ledger.jobs.undoJob(undo);
    expect((await desk.run('undo')).at(-1)).toMatchObject({ accepted: 1, skipped: 1, taken: 30 });
    expect(await desk.balances()).toEqual({ ann: 0, ben: 0 });
  });

  test('of a job that is not finished waits until it is stopped, which then goes no further', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    await desk.start();
    for await (const step of desk.ledger.jobs.runJob({ jobId: 'job', chunkSize: 2 })) if (step.isOk()) break;
    expect(errorOf(await desk.ledger.jobs.undoJob(undo))).toMatchObject({
      kind: 'job-running',
      message: expect.stringContaining('stopJob') as string,
    });
    await desk.ledger.jobs.stopJob({ jobId: 'job' });
    valueOf(await desk.ledger.jobs.undoJob(undo));
    expect(errorOf(await desk.ledger.jobs.resumeJob({ jobId: 'job' })).kind).toBe('job-undone');
    expect((await desk.run('undo', 1)).at(-1)).toMatchObject({ seen: 2, accepted: 2, taken: 100 });
    expect(await desk.balances()).toEqual(five);
  });

  test('is not itself undone', async () => {
    const desk = await openBulkDesk();
    await desk.start();
    await desk.run();
    await desk.ledger.jobs.undoJob(undo);
    await desk.run('undo');
    expect(errorOf(await desk.ledger.jobs.undoJob({ ...undo, jobId: 'redo', undoes: 'undo' })).kind).toBe(
      'job-not-undoable',
    );
    expect(errorOf(await desk.ledger.jobs.undoJob({ ...undo, jobId: 'self', undoes: 'self' })).kind).toBe(
      'unknown-job',
    );
  });

  test('may be left off, and goes on where it was', async () => {
    const desk = await openBulkDesk();
    await desk.enrol(five);
    await desk.start();
    await desk.run();
    await desk.ledger.jobs.undoJob(undo);
    for (let left = 5; left > 0; left -= 1)
      for await (const step of desk.ledger.jobs.runJob({ jobId: 'undo', chunkSize: 1 })) if (step.isOk()) break;
    expect((await desk.run('undo')).at(-1)).toMatchObject({ seen: 5, accepted: 5, skipped: 0, state: 'finished' });
    expect(await desk.balances()).toEqual(five);
  });
});
