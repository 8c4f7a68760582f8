import type { FileSource } from '@pointbook/core/jobs';
import type { RecordStore } from '@pointbook/core/store';
import { fakeClock } from '@pointbook/testing';
import type { Result } from 'neverthrow';
import { fileOf } from '../support/shops/bulk-desk.ts';
import { tillSteps } from '../support/tours/full-tour.ts';
import { tourOfCodeVerbs } from '../support/tours/tour-of-code-verbs.ts';
import { day, openShop, type Shop, start } from './shops.ts';

/** What one of the steps of a till's tour says. */
type Call = readonly [verb: string, ...queries: readonly unknown[]];

/** Writes a ledger with a record of each kind and an entry of each cause, by the verbs that hosts call. */
export async function writeHistory(store: RecordStore): Promise<void> {
  const clock = fakeClock(start);
  await writeWarung(openShop('warung', store, clock));
  clock.set(start);
  await writeToko(openShop('toko', store, clock));
}

async function writeWarung(shop: Shop): Promise<void> {
  const { ledger, clock, code } = shop;
  for (const step of tillSteps) await call(shop, step);
  for (const name of ['Ayu C', 'Ayu D', 'Ayu E'])
    await call(shop, ['updateMember', { memberId: 'C-17', changes: { name } }]);
  await tourOfCodeVerbs(ledger, clock, code, ['C-17', 'C-18']);
  const bulk = { jobId: 'B-1', actor: 'ann', reason: 'a feast', comment: 'Enjoy!' };
  await call(shop, ['jobs.startBulk', { ...bulk, members: { everyone: true }, change: { add: 60 } }]);
  await run(shop, 'B-1');
  const taken = { members: { ids: ['C-17', 'nobody'] }, change: { deduct: 1 } };
  await call(shop, ['jobs.startBulk', { ...bulk, ...taken, jobId: 'B-2' }]);
  await run(shop, 'B-2');
  await importFile(shop, 'opening', 'memberId,balance\nC-30,700\nC-31,0\n');
  await call(shop, ['adjustPoints', { memberId: 'C-30', points: 5, direction: 'deduct', ...because('deduct') }]);
  await call(shop, ['saveInvoice', { ...sale('W-1', 90_000), lines: lines(45_000, 45_000) }]);
  await call(shop, ['redeemPoints', { memberId: 'C-30', redemptionId: 'W-R', points: 100, invoiceId: 'W-1' }]);
  await call(shop, ['refundInvoice', { invoiceId: 'W-1', refundId: 'W-F', lines: [{ lineId: '1' }] }]);
  await call(shop, ['voidInvoice', { invoiceId: 'W-1', refundId: 'W-V' }]);
  await call(shop, ['holdPoints', { memberId: 'C-30', redemptionId: 'W-H', points: 3 }]);
  clock.advance(3 * day);
  await call(shop, ['expireDue']);
  // A clock that was ten years ahead, and was put right.
  clock.advance(3653 * day);
  await call(shop, ['expireDue']);
  clock.advance(-3653 * day);
  await call(shop, ['clock.setBack', { today: dateOf(clock.now()), actor: 'ann', idempotencyKey: 'clock' }]);
  await call(shop, ['saveInvoice', sale('W-2', 30_000)]);
  await call(shop, ['saveInvoice', { ...sale('W-3', 20_000), soldAt: new Date(clock.now() - 60_000) }]);
  clock.advance(11 * day);
  await call(shop, ['expireDue']);
  await call(shop, ['saveInvoice', sale('W-4', 10_000)]);
}

async function writeToko(shop: Shop): Promise<void> {
  const { clock } = shop;
  await call(shop, ['enrolMember', { memberId: 'C-30', name: 'Citra', birthday: '02-29', tier: 'gold' }]);
  await call(shop, ['adjustPoints', { memberId: 'C-30', points: 200, direction: 'add', ...because('gift') }]);
  for (const [invoiceId, amount] of [
    ['T-1', 50_000],
    ['T-2', 40_000],
  ] as const) {
    await call(shop, ['saveInvoice', sale(invoiceId, 50_000)]);
    const payment = { invoiceId, paymentId: 'P', currency: 'IDR', amount };
    await call(shop, ['recordPayment', payment]);
    await call(shop, ['approvePayment', { invoiceId, paymentId: 'P', actor: 'ann' }]);
  }
  await call(shop, ['redeemPoints', { memberId: 'C-30', redemptionId: 'T-R', points: 100, invoiceId: 'T-2' }]);
  await call(shop, ['reversePayment', { invoiceId: 'T-1', paymentId: 'P', reversalId: 'T-X' }]);
  await call(shop, ['saveInvoice', { ...sale('T-3', 50_000), memberId: undefined }]);
  clock.advance(30 * day);
  await call(shop, ['expireDue']);
  await call(shop, ['saveInvoice', sale('T-4', 50_000)]);
}

async function importFile(shop: Shop, mode: string, text: string): Promise<void> {
  const source = fileOf(text);
  const { digest } = (await call(shop, ['jobs.previewImport', { mode, source }])) as { readonly digest: string };
  const query = { mode, digest, actor: 'ann', reason: 'from the old till' };
  const { jobId } = (await call(shop, ['jobs.startImport', query])) as { readonly jobId: string };
  await run(shop, jobId, source);
}

/** Works on a job to its end. */
async function run({ ledger }: Shop, jobId: string, source?: FileSource): Promise<void> {
  for await (const step of ledger.jobs.runJob({ jobId, source }))
    if (step.isErr()) throw new Error(`${jobId}: ${step.error.message}`);
}

async function call({ ledger }: Shop, [verb, ...queries]: Call): Promise<unknown> {
  const [name = '', ofPlugin] = verb.split('.');
  type Verb = (...given: readonly unknown[]) => Promise<Result<unknown, { readonly message: string }>>;
  const found = (ledger as unknown as Record<string, Verb & Record<string, Verb>>)[name];
  const result = await (ofPlugin === undefined ? found : found?.[ofPlugin])?.(...queries);
  if (result === undefined || result.isErr())
    throw new Error(`${verb} ${JSON.stringify(queries)}: ${result?.error.message ?? 'there is no such verb'}`);
  return result.value;
}

const sale = (invoiceId: string, total: number) => ({ invoiceId, memberId: 'C-30', currency: 'IDR', total });
const because = (idempotencyKey: string) => ({ actor: 'ann', reason: 'a mistake', idempotencyKey });
const lines = (...nets: readonly number[]) => nets.map((net) => ({ net, sku: 'tea', category: 'drinks' }));

/** The date in the shops, which are seven hours ahead. */
function dateOf(instant: number): string {
  return new Date(instant + 7 * 3_600_000).toISOString().slice(0, 10);
}
