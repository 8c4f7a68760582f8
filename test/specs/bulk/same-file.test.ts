import { describe, expect, test } from 'vitest';
import { fileOf, openBulkDesk, stated } from '../../support/shops/bulk-desk.ts';
import { butForReplayed } from '../../support/specification/but-for-replayed.ts';
import { indonesia, shop, add } from './imports-testing.ts';
import { errorOf, valueOf } from '../../support/value-of.ts';

describe('The same file', () => {
  test('again is the same job, and posts nothing', async () => {
    const desk = await shop();
    const file = 'memberId,points\nann,5\nben,6\n';
    const first = await desk.importFile(file, add);
    expect(await desk.importFile(file, add)).toEqual(first);
    expect(await desk.balances()).toMatchObject({ ann: 5, ben: 16 });
    expect(valueOf(await desk.ledger.jobs.listJobs()).items).toHaveLength(1);
  });

  test('is another command with another reason', async () => {
    const desk = await shop();
    const file = 'memberId,points\nann,5\n';
    await desk.importFile(file, add);
    const { digest } = valueOf(await desk.ledger.jobs.previewImport({ ...add, source: fileOf(file) }));
    const other = await desk.ledger.jobs.startImport({ ...add, digest, ...stated, reason: 'something else' });
    expect(errorOf(other).kind).toBe('idempotency-key-reused');
  });

  test('whose import was undone is not imported again, but a changed one is, and rows with other keys', async () => {
    const desk = await shop();
    const file = 'memberId,points,key\nann,5,a-1\nben,-6,b-1\n';
    const { jobId } = await desk.importFile(file, add);
    const { digest } = valueOf(await desk.ledger.jobs.previewImport({ ...add, source: fileOf(file) }));
    valueOf(await desk.ledger.jobs.undoJob({ jobId: 'undo', undoes: jobId, ...stated }));
    expect((await desk.run('undo')).at(-1)).toMatchObject({ accepted: 2, given: 6, taken: 5 });
    expect(await desk.balances()).toMatchObject({ ann: 0, ben: 10 });
    expect(errorOf(await desk.ledger.jobs.startImport({ ...add, digest, ...stated }))).toMatchObject({
      kind: 'file-undone',
      jobId,
      undoneBy: 'undo',
    });
    const same = await desk.importFile(`${file}\n`, add);
    expect(same).toMatchObject({ accepted: 0, rejected: 2 });
    const told = valueOf(await desk.ledger.jobs.listProblems({ jobId: same.jobId })).items;
    expect(told.map(({ kind }) => kind)).toEqual(['row-undone', 'row-undone']);
    await desk.importFile(file.replace('a-1', 'a-2').replace('b-1', 'b-2'), add);
    expect(await desk.balances()).toMatchObject({ ann: 5, ben: 4 });
  });

  test('is the same import whether defaults are written out or not, and another import in another mode', async () => {
    const desk = await openBulkDesk();
    const digest = 'a'.repeat(64);
    const plain = valueOf(
      await desk.ledger.jobs.startImport({ mode: 'add', digest, phoneCountry: indonesia, ...stated }),
    );
    const spelled = { phoneCountry: indonesia, mapping: {}, ignoreUnknown: false, lenient: false };
    const again = await desk.ledger.jobs.startImport({ mode: 'add', digest, ...spelled, ...stated });
    expect(butForReplayed(valueOf(again))).toEqual(butForReplayed(plain));
    const other = valueOf(await desk.ledger.jobs.startImport({ mode: 'set', digest, ...stated }));
    expect(other.jobId).not.toBe(plain.jobId);
  });

  test('is needed again when a job goes on, and another file is refused', async () => {
    const desk = await shop();
    const file = 'memberId,points\nann,5\nben,6\ncat,7\n';
    const { digest } = valueOf(await desk.ledger.jobs.previewImport({ ...add, source: fileOf(file) }));
    const { jobId } = valueOf(await desk.ledger.jobs.startImport({ ...add, digest, ...stated }));
    const other = fileOf(file.replace('7', '8'));
    const steps = async (source?: ReturnType<typeof fileOf>) => {
      const kinds: string[] = [];
      for await (const step of desk.ledger.jobs.runJob({ jobId, chunkSize: 1, ...(source ? { source } : {}) }))
        kinds.push(
          step.match(
            ({ seen, state }) => `${seen} ${state}`,
            ({ kind }) => kind,
          ),
        );
      return kinds;
    };
    expect(await steps()).toEqual(['invalid-command']);
    expect(await steps(other)).toEqual(['file-differs']);
    for await (const step of desk.ledger.jobs.runJob({ jobId, source: fileOf(file), chunkSize: 1 }))
      if (step.isOk()) break;
    expect(await steps(other)).toEqual(['file-differs']);
    expect(await steps(() => expect.unreachable('no file'))).toEqual(['source-failed']);
    expect(await steps(fileOf(file, 1))).toEqual(['2 running', '3 running', '3 finished']);
    expect(await desk.balances()).toEqual({ ann: 5, ben: 16, cat: 27 });
  });

  test.each([
    ['another row', (file: string) => file.replace('6', '7')],
    ['a row less', (file: string) => file.replace('ben,6\n', '')],
    ['a row more', (file: string) => `${file}cat,1\n`],
  ])('that has %s when it is read again is not imported', async (_, change) => {
    const desk = await shop();
    const file = 'memberId,points\nann,5\nben,6\n';
    const { digest } = valueOf(await desk.ledger.jobs.previewImport({ ...add, source: fileOf(file) }));
    const { jobId } = valueOf(await desk.ledger.jobs.startImport({ ...add, digest, ...stated }));
    let reads = 0;
    const changing = () => fileOf((reads += 1) > 1 ? change(file) : file)();
    const kinds: string[] = [];
    for await (const step of desk.ledger.jobs.runJob({ jobId, source: changing, chunkSize: 1 }))
      kinds.push(
        step.match(
          ({ state }) => state,
          ({ kind }) => kind,
        ),
      );
    expect(kinds).toEqual(['file-differs']);
    expect(await desk.balances()).toMatchObject({ ann: 0, ben: 10 });
    for await (const step of desk.ledger.jobs.runJob({ jobId, source: fileOf(file) })) expect(step.isOk()).toBe(true);
    expect(await desk.balances()).toMatchObject({ ann: 5, ben: 16 });
  });

  test('is refused as a whole, before anything is written, where it cannot be read to its end', async () => {
    const desk = await shop();
    const file = 'memberId,points\nann,5\nben,"6\n';
    expect(errorOf(await desk.ledger.jobs.previewImport({ ...add, source: fileOf(file) }))).toMatchObject({
      kind: 'unreadable-file',
      line: 3,
    });
    const digest = 'a'.repeat(64);
    const { jobId } = valueOf(await desk.ledger.jobs.startImport({ ...add, digest, ...stated }));
    for await (const step of desk.ledger.jobs.runJob({ jobId, source: fileOf(file), chunkSize: 1 }))
      expect(errorOf(step).kind).toBe('unreadable-file');
    expect(await desk.balances()).toMatchObject({ ann: 0, ben: 10 });
  });

  test('read by two at once is imported once', async () => {
    const desk = await shop();
    const rows = Array.from({ length: 40 }, (_, index) => `M${index},${index}`);
    const file = ['memberId,balance', ...rows].join('\n');
    const { digest } = valueOf(await desk.ledger.jobs.previewImport({ mode: 'opening', source: fileOf(file) }));
    const { jobId } = valueOf(await desk.ledger.jobs.startImport({ mode: 'opening', digest, ...stated }));
    const run = async (chunkSize: number) => {
      let seen = 0;
      for await (const step of desk.ledger.jobs.runJob({ jobId, source: fileOf(file), chunkSize }))
        seen = valueOf(step).seen;
      return seen;
    };
    expect(await Promise.all([run(3), run(4), run(1)])).toEqual([40, 40, 40]);
    expect(valueOf(await desk.ledger.jobs.getJob({ jobId }))).toMatchObject({ accepted: 40, given: 780 });
  });
});
