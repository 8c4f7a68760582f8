import { describe, expect, test } from 'vitest';
import { type BulkDesk, fileOf, openBulkDesk } from '../../support/shops/bulk-desk.ts';
import { errorOf, valueOf } from '../../support/value-of.ts';

const dayMs = 86_400_000;

async function balanceOf(desk: BulkDesk, memberId: string) {
  return valueOf(await desk.ledger.getBalance({ memberId }));
}

async function opened(rows: readonly string[], changes: Parameters<typeof openBulkDesk>[0] = {}) {
  const desk = await openBulkDesk(changes);
  const file = ['memberId,balance,endsAt,availableFrom,name', ...rows].join('\n');
  const job = await desk.importFile(file, { mode: 'opening' });
  const problems = valueOf(await desk.ledger.jobs.listProblems({ jobId: job.jobId })).items;
  return { desk, job, kinds: problems.map(({ number, kind }) => `${number} ${kind}`) };
}

describe('A file that opens balances keeps the ends of points', () => {
  test('of several rows of a member, whose first row says who it is', async () => {
    const rows = ['ann,10,2026-03-04,,Ann', 'ann,20,2026-03-05T17:00:00Z,,', 'ann,30,never,,', 'ann,40,,2026-03-10,'];
    const { desk, job } = await opened(rows);
    expect(job).toMatchObject({ accepted: 4, given: 100, rejected: 0 });
    expect(valueOf(await desk.ledger.getMember({ memberId: 'ann' })).name).toBe('Ann');
    expect(await balanceOf(desk, 'ann')).toMatchObject({ available: 60, pending: 40 });
    desk.clock.advance(3 * dayMs);
    expect(await balanceOf(desk, 'ann')).toMatchObject({ balance: 90 });
    desk.clock.advance(dayMs);
    expect(await balanceOf(desk, 'ann')).toMatchObject({ balance: 70, available: 30 });
    desk.clock.advance(6 * dayMs);
    expect(await balanceOf(desk, 'ann')).toMatchObject({ balance: 70, available: 70 });
  });

  test('and what has no end of its own ends as the program says', async () => {
    const { desk } = await opened(['ann,10,,,Ann', 'ann,20,never,,'], {
      expiry: { kind: 'after', period: { unit: 'days', count: 2 } },
    });
    desk.clock.advance(5 * dayMs);
    expect(await balanceOf(desk, 'ann')).toMatchObject({ balance: 20 });
  });

  test('and debts, which the next points pay off', async () => {
    const { desk, job } = await opened(['ann,-30,,,Ann', 'ben,5,,,', 'ben,-7,never,,']);
    expect(job).toMatchObject({ accepted: 2, given: 5, taken: 30, rejected: 1 });
    expect(await balanceOf(desk, 'ann')).toMatchObject({ balance: -30, debt: 30 });
    const gift = { memberId: 'ann', points: 40, direction: 'add', actor: 'staff-1', reason: 'x' } as const;
    valueOf(await desk.ledger.adjustPoints({ ...gift, idempotencyKey: 'a' }));
    expect(await balanceOf(desk, 'ann')).toMatchObject({ balance: 10, debt: 0 });
  });

  test('and refuses what cannot be, row by row', async () => {
    const rows = [
      'ann,10,,,Ann',
      'ann,-5,,2026-04-01,',
      'ann,10,,,',
      'ben,10,2026-03-04,2026-03-09,',
      'cat,10,soon,,',
      'ann,7,never,,Another',
      'dan,10,,,',
      'dan,-3,never,,',
    ];
    const { kinds } = await opened(rows);
    expect(kinds).toEqual(['2 bad-row', '3 bad-row', '4 ends-too-soon', '5 bad-row', '6 member-enrolled', '8 bad-row']);
  });

  test('and tells of points that have ended already, before they are opened and after', async () => {
    const desk = await openBulkDesk();
    const text = [
      'memberId,balance,endsAt,endsUnlessActive,phone',
      'ann,10,2026-02-28,,',
      'ann,20,never,,',
      'ben,30,,2026-02-28,no phone',
      'cat,40,,2027-02-28,',
      'dan,0,2026-02-28,,',
    ].join('\n');
    const file = { mode: 'opening', lenient: true } as const;
    const preview = valueOf(await desk.ledger.jobs.previewImport({ ...file, source: fileOf(text) }));
    expect(preview).toMatchObject({ accepted: 5, rejected: 0, given: 100, ended: 40 });
    expect(preview.endedRows).toMatchObject([
      { line: 2, column: 'endsAt', problem: 'has passed: the points of the row are gone as they come' },
      { line: 4, column: 'endsUnlessActive' },
    ]);
    const job = await desk.importFile(text, file);
    expect(job).toMatchObject({ accepted: 5, rejected: 0, given: 100, ended: 40 });
    const { items } = valueOf(await desk.ledger.jobs.listProblems({ jobId: job.jobId }));
    expect(items).toMatchObject([
      { number: 1, kind: 'points-ended', message: expect.stringContaining('Line 2: endsAt has passed') as string },
      { number: 3, kind: 'points-ended', message: expect.stringContaining('phone') as string },
    ]);
    expect(await desk.balances()).toMatchObject({ ann: 20, ben: 0, cat: 40 });
    const again: string[] = [];
    for await (const part of desk.ledger.jobs.rejectedRows({ jobId: job.jobId, source: fileOf(text) }))
      again.push(valueOf(part));
    expect(again).toEqual([]);
  });

  test('and of those that the program itself has ended', async () => {
    const desk = await openBulkDesk({ expiry: { kind: 'on-date', date: '2026-02-28' } });
    const source = fileOf('memberId,balance\nann,10\n');
    const preview = valueOf(await desk.ledger.jobs.previewImport({ mode: 'opening', source }));
    expect(preview).toMatchObject({ given: 10, ended: 10, endedRows: [{ line: 2, column: 'balance' }] });
  });

  test('a debt beside points is refused', async () => {
    const desk = await openBulkDesk();
    const job = await desk.importFile('memberId,balance,endsAt\nann,10,never\nann,-3,\n', { mode: 'opening' });
    const { items } = valueOf(await desk.ledger.jobs.listProblems({ jobId: job.jobId }));
    expect(items.map(({ kind }) => kind)).toEqual(['debt-beside-points']);
  });

  test('a member of another file is not given more', async () => {
    const { desk } = await opened(['ann,10,,,Ann']);
    const again = await desk.importFile('memberId,balance\nann,5\n', { mode: 'opening' });
    expect(again).toMatchObject({ accepted: 0, rejected: 1 });
    const preview = { mode: 'opening', source: fileOf('memberId,balance\nann,5\n') } as const;
    expect(valueOf(await desk.ledger.jobs.previewImport(preview))).toMatchObject({
      accepted: 0,
      problems: [{ problem: 'names a member who has entries already' }],
    });
  });

  test('is undone row by row', async () => {
    const { desk, job } = await opened(['ann,10,2026-12-31,,Ann', 'ann,20,never,,']);
    const undo = { jobId: 'undo', undoes: job.jobId, actor: 'staff-1', reason: 'wrong' };
    valueOf(await desk.ledger.jobs.undoJob(undo));
    expect((await desk.run('undo')).at(-1)).toMatchObject({ accepted: 2, taken: 30 });
    expect(await desk.balances()).toEqual({ ann: 0 });
  });
});

describe('A file that was read in a wrong way', () => {
  test('is read again in another way once its import is undone, or gave nobody points', async () => {
    const desk = await openBulkDesk();
    await desk.enrol({ ann: 0 });
    const file = 'memberId,points,bonus\nann,5,7\n';
    const wrong = await desk.importFile(file, { mode: 'add', ignoreUnknown: true });
    const right = { mode: 'add', mapping: { points: null, bonus: 'points' } } as const;
    const source = fileOf(file);
    const { digest } = valueOf(await desk.ledger.jobs.previewImport({ source, ...right }));
    const start = () => desk.ledger.jobs.startImport({ digest, ...right, actor: 'staff-3', reason: 'Eid gift' });
    expect(errorOf(await start()).kind).toBe('idempotency-key-reused');
    const undo = { jobId: 'undo', undoes: wrong.jobId, actor: 'staff-1', reason: 'wrong' };
    valueOf(await desk.ledger.jobs.undoJob(undo));
    await desk.run('undo');
    const first = valueOf(await start());
    expect(first.jobId).toBe(`${wrong.jobId}-2`);
    for await (const step of desk.ledger.jobs.runJob({ jobId: first.jobId, source })) valueOf(step);
    expect(valueOf(await start())).toMatchObject({ jobId: first.jobId, replayed: true });
    expect(await desk.balances()).toEqual({ ann: 7 });
    const same = { mode: 'add', ignoreUnknown: true, digest, actor: 'staff-3', reason: 'Eid gift' } as const;
    expect(errorOf(await desk.ledger.jobs.startImport(same)).kind).toBe('idempotency-key-reused');
  });
});
