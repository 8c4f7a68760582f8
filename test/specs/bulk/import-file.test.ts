import { describe, expect, test } from 'vitest';
import { fileOf, openBulkDesk, stated } from '../../support/shops/bulk-desk.ts';
import { errorOf, valueOf } from '../../support/value-of.ts';

const members = { ann: 0, ben: 0, cat: 0, dee: 0 };
const file = 'memberId,points\nann,5\nben,6\nnobody,1\ncat,7\ndee,8\n';
const add = { mode: 'add', ...stated } as const;

async function desk() {
  const own = await openBulkDesk();
  await own.enrol(members);
  const importFile = async (text: string, more: object = {}) =>
    own.ledger.jobs.importFile({ ...add, source: fileOf(text), chunkSize: 2, ...more });
  const jobs = async () => valueOf(await own.ledger.jobs.listJobs()).items;
  return { ...own, importFile, jobs };
}

describe('A file that is imported at once', () => {
  test('does what its rows say, and tells how many it left out', async () => {
    const { importFile, balances } = await desk();
    const done = valueOf(await importFile(file));
    expect(done).toMatchObject({ state: 'finished', seen: 5, accepted: 4, rejected: 1, given: 26, replayed: false });
    expect(await balances()).toEqual({ ann: 5, ben: 6, cat: 7, dee: 8 });
  });

  test('is imported once, however often it comes', async () => {
    const { importFile, balances, jobs } = await desk();
    const first = valueOf(await importFile(file));
    expect(valueOf(await importFile(file))).toEqual({ ...first, replayed: true });
    expect(await balances()).toEqual({ ann: 5, ben: 6, cat: 7, dee: 8 });
    expect(await jobs()).toHaveLength(1);
  });

  test.each([
    ['breaks off', { source: brokenFile }, 'source-failed'],
    ['has a quote that does not end', { source: fileOf(`${file}"ann,5\n`) }, 'unreadable-file'],
    ['is empty', { source: fileOf('') }, 'unreadable-file'],
    ['has other columns', { source: fileOf('memberId,bonus\nann,5\n') }, 'bad-header'],
    ['is read by a country that nothing reads', { phoneCountry: 'QQ' }, 'invalid-command'],
    ['is given as a text', { source: file as never }, 'invalid-command'],
  ])('writes nothing where it %s', async (_what, more, kind) => {
    const { importFile, balances, jobs } = await desk();
    expect(errorOf(await importFile(file, more))).toMatchObject({ kind });
    expect([await balances(), await jobs()]).toEqual([members, []]);
  });

  test('goes on where its work ended before', async () => {
    const { importFile, balances, ledger } = await desk();
    const { digest } = valueOf(await ledger.jobs.previewImport({ mode: 'add', source: fileOf(file) }));
    const { jobId } = valueOf(await ledger.jobs.startImport({ ...add, digest }));
    for await (const step of ledger.jobs.runJob({ jobId, source: fileOf(file), chunkSize: 2 })) {
      expect(valueOf(step)).toMatchObject({ seen: 2, state: 'running' });
      break;
    }
    expect(valueOf(await importFile(file))).toMatchObject({ jobId, state: 'finished', seen: 5, replayed: false });
    expect(await balances()).toEqual({ ann: 5, ben: 6, cat: 7, dee: 8 });
  });

  test('is left alone where somebody stopped its job', async () => {
    const { importFile, balances, ledger } = await desk();
    const { digest } = valueOf(await ledger.jobs.previewImport({ mode: 'add', source: fileOf(file) }));
    const { jobId } = valueOf(await ledger.jobs.startImport({ ...add, digest }));
    await ledger.jobs.stopJob({ jobId });
    expect(valueOf(await importFile(file))).toMatchObject({ state: 'stopped', seen: 0, replayed: true });
    expect(await balances()).toEqual(members);
  });

  test('that is imported and then read in another way is refused, and one that was undone too', async () => {
    const { importFile, ledger } = await desk();
    const { jobId } = valueOf(await importFile(file));
    expect(errorOf(await importFile(file, { reason: 'another' }))).toMatchObject({ kind: 'idempotency-key-reused' });
    valueOf(await ledger.jobs.undoJob({ jobId: 'undo', undoes: jobId, ...stated }));
    for await (const step of ledger.jobs.runJob({ jobId: 'undo' })) valueOf(step);
    expect(errorOf(await importFile(file))).toMatchObject({ kind: 'file-undone', jobId });
  });
});

function* brokenFile() {
  yield new TextEncoder().encode(file.slice(0, 30));
  throw new Error('the disk is gone');
}
