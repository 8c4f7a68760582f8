import { expect, test } from 'vitest';
import { type BulkDesk, fileOf, openBulkDesk } from '../../support/shops/bulk-desk.ts';
import { due, startImport } from './due-testing.ts';
import { valueOf } from '../../support/value-of.ts';

const members = Array.from({ length: 300 }, (_, index) => `m${index + 100}`);

async function openDesk(): Promise<BulkDesk> {
  const desk = await openBulkDesk();
  await desk.enrol(Object.fromEntries(members.map((memberId) => [memberId, 0])));
  return desk;
}

/** Sells until it is told to stop: whenever a sale is answered, the next one comes. Answers how many there were. */
async function sellUntil({ ledger }: BulkDesk, isOver: () => boolean): Promise<number> {
  let sales = 0;
  for (; !isOver(); sales += 1) {
    const sale = { invoiceId: `INV-${sales}`, memberId: members[sales % 300], currency: 'IDR', total: 25_000 };
    valueOf(await ledger.saveInvoice(sale));
  }
  return sales;
}

test('A job goes on beside tills that never stop selling: each commit has 32 members at least', async () => {
  const desk = await openDesk();
  await desk.start();
  let isOver = false;
  const selling = sellUntil(desk, () => isOver);
  const steps = await desk.run('job', 1000);
  isOver = true;
  expect(await selling).toBeGreaterThan(0);
  expect(steps.at(-1)).toMatchObject({ state: 'finished', seen: 300, accepted: 300 });
  expect(steps.length).toBeLessThanOrEqual(Math.ceil(300 / 32));
});

test('So do an import and its undoing, and a sale is answered while they run', async () => {
  const desk = await openDesk();
  const file = `memberId,points\n${members.map((memberId) => `${memberId},5`).join('\n')}\n`;
  const jobId = await startImport(desk, file);
  const source = fileOf(file, 1000);
  const selling = { isOver: false };
  const sold = sellUntil(desk, () => selling.isOver);
  expect((await due(desk, { sourceOf: () => source })).jobs).toMatchObject([{ state: 'finished', accepted: 300 }]);
  await desk.ledger.jobs.undoJob({ jobId: 'undo', undoes: jobId, actor: 'staff-4', reason: 'wrong list' });
  expect((await due(desk)).jobs).toMatchObject([{ state: 'finished', accepted: 300, taken: 1500 }]);
  selling.isOver = true;
  expect(await sold).toBeGreaterThan(0);
});

test('The limit of background work holds where chunks are small because tills sell', async () => {
  const desk = await openDesk();
  await desk.start();
  let isOver = false;
  const selling = sellUntil(desk, () => isOver);
  expect(await due(desk, { limit: 200 })).toMatchObject({ jobs: [{ seen: 200, state: 'running' }], more: true });
  expect(await due(desk, { limit: 200 })).toMatchObject({ jobs: [{ seen: 300, state: 'finished' }], more: false });
  isOver = true;
  await selling;
});
