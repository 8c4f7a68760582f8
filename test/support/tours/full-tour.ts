import { createPointbook, type Pointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import type { RecordStore } from '@pointbook/core/store';
import { fakeClock, ledgerView } from '@pointbook/testing';
import type { Result } from 'neverthrow';
import { codesOfTour, tourOfCodeVerbs } from './tour-of-code-verbs.ts';
import { tourOfJobs } from './tour-of-jobs.ts';
import { plugins } from '../shops/plugins.ts';
import { tourOfReports } from './tour-of-reports.ts';
import { warung } from '../shops/warung.ts';
import { valueOf } from '../value-of.ts';

const day = 86_400_000;
const memberId = 'C-17';
const budi = 'C-18';
const staff = { memberId, actor: 'ann', reason: 'missed sale' };
const sale = { invoiceId: 'INV-1', memberId, currency: 'IDR', total: 125_000 };

/** The verbs that may be called, each a call that succeeds after those before it. */
type Steps = readonly (readonly [verb: keyof Pointbook, ...queries: readonly unknown[]])[];

/** Every verb of a till that writes, at least once. */
export const tillSteps: Steps = [
  ['enrolMember', { memberId, name: 'Ayu', phone: '+628123456789', cardCode: 'A-1', email: 'ayu@example.com' }],
  ['enrolMember', { memberId: budi, phone: '+628123456780' }],
  ['updateMember', { memberId, changes: { name: 'Ayu B' } }],
  ['saveMember', { memberId: budi, name: 'Budi', email: null }],
  ['saveMember', { memberId: 'C-19', phone: '+628123456781' }],
  ['saveInvoice', { ...sale, lines: [{ net: 100_000 }, { net: 25_000 }] }],
  ['saveInvoice', { ...sale, revision: 2, total: 130_000 }],
  ['saveInvoice', { ...sale, invoiceId: 'INV-2', total: 90_000 }],
  ['saveInvoice', { invoiceId: 'INV-3', currency: 'IDR', total: 70_000 }],
  ['recordPayment', { invoiceId: 'INV-1', paymentId: 'P-1', currency: 'IDR', amount: 50_000 }],
  ['approvePayment', { invoiceId: 'INV-1', paymentId: 'P-1', actor: 'ann' }],
  ['refundInvoice', { invoiceId: 'INV-1', refundId: 'RF-1', value: 30_000 }],
  ['claimInvoice', { invoiceId: 'INV-3', phone: '+628123456780', idempotencyKey: 'claim' }],
  ['reassignInvoice', { invoiceId: 'INV-3', toMemberId: memberId, actor: 'ann', reason: 'hers', idempotencyKey: 'r' }],
  ['voidInvoice', { invoiceId: 'INV-2', refundId: 'V-1' }],
  ['reinstateInvoice', { invoiceId: 'INV-2', reinstatementId: 'I-1' }],
  ['reversePayment', { invoiceId: 'INV-1', paymentId: 'P-1', reversalId: 'X-1' }],
  ['adjustPoints', { ...staff, points: 40, direction: 'add', idempotencyKey: 'add' }],
  ['setBalance', { ...staff, balance: 500, idempotencyKey: 'set' }],
  ['reverseEntry', { ...staff, sequence: 8, points: 5, idempotencyKey: 'reverse' }],
  ['returnWithoutSale', { memberId, returnId: 'N-1', sale: { currency: 'IDR', total: 2_000 } }],
  ['redeemPoints', { memberId, redemptionId: 'RD-1', points: 50 }],
  ['redeemPoints', { memberId, redemptionId: 'RD-4', points: 20, invoiceId: 'INV-1' }],
  ['holdPoints', { memberId, redemptionId: 'RD-2', points: 10 }],
  ['captureHold', { memberId, redemptionId: 'RD-2', points: 4 }],
  ['holdPoints', { memberId, redemptionId: 'RD-3', points: 10 }],
  ['releaseHold', { memberId, redemptionId: 'RD-3' }],
  ['undoRedemption', { memberId, redemptionId: 'RD-2', undoId: 'U-1', points: 1 }],
  ['undoRedemption', { memberId, redemptionId: 'RD-4', undoId: 'U-2', points: 5 }],
];

const reads: Steps = [
  ['getMember', { memberId }],
  ['findMembers', { phone: '+628123456780' }],
  ['findMembers', { cardCode: 'A-1' }],
  ['findMembers', { email: 'ayu@example.com' }],
  ['getBalance', { memberId }],
  ['getBalance', { memberId, at: new Date(9 * day) }],
  ['getInvoice', { invoiceId: 'INV-1' }],
  ['getStatement', { memberId, limit: 2 }],
  ['findEntries', {}],
  ['findEntries', { memberId, kinds: ['adjustment'], reason: 'missed', from: new Date(0), until: new Date(99 * day) }],
  ['findEntries', { actor: 'ann', kinds: ['reversal'], reference: { type: 'invoice', id: 'INV-1' } }],
  ['findEntries', { reference: { type: 'redemption', id: 'RD-1' } }],
  ['readFeed'],
];

/** Calls that share a batch: several of a kind, for several members, new ones and known ones. */
const together = (round: string): Steps => [
  ...['a', 'b', 'c'].map((id) => ['enrolMember', { memberId: `${id}${round}`, phone: phoneOf(id, round) }] as const),
  ...['a', 'b', 'c'].map((id) => ['updateMember', { memberId, changes: { name: `${id}${round}` } }] as const),
  ...['a', 'b', 'c'].map((id) => ['saveInvoice', { ...sale, invoiceId: `${id}${round}`, memberId: id }] as const),
  ...['a', 'b'].map(
    (id) =>
      [
        'adjustPoints',
        { ...staff, memberId: id, points: 9, direction: 'add', idempotencyKey: `${id}${round}` },
      ] as const,
  ),
  ...['a', 'b'].map((id) => ['redeemPoints', { memberId: id, redemptionId: round, points: 1 }] as const),
  ...['d', 'e'].map((id) => ['saveInvoice', { ...sale, invoiceId: `${id}${round}` }] as const),
  ...['d', 'e'].map((id) => ['refundInvoice', { invoiceId: `${id}${round}`, refundId: 'R', value: 1000 }] as const),
];

function phoneOf(id: string, round: string): string {
  return `+62811000${id.charCodeAt(0)}${round}`;
}

/** Calls every verb of a ledger at least once, alone and in batches, on a store that is new; answers the ledger. */
export async function fullTour(store: RecordStore): Promise<Pointbook> {
  const clock = fakeClock(8 * day);
  const expiry = { kind: 'after', period: { unit: 'days', count: 10 } } as const;
  const { options, code } = codesOfTour();
  const pointbook = createPointbook({
    program: warung({ expiry }),
    store,
    clock,
    plugins: [...plugins, ...options.plugins],
  });
  for (const step of tillSteps) await call(pointbook, step);
  for (const id of ['a', 'b', 'c']) await call(pointbook, ['enrolMember', { memberId: id }]);
  for (const round of ['1', '2']) await Promise.all(together(round).map(async (step) => call(pointbook, step)));
  await tourOfCodeVerbs(pointbook, clock, code, [memberId, budi]);
  await tourOfJobs(ledgerView(store), warung().programId);
  for (const step of reads) await call(pointbook, step);
  await readOn(pointbook);
  await tourOfReports(pointbook, memberId);
  clock.set(30 * day);
  await call(pointbook, ['expireDue']);
  await call(pointbook, ['getBalance', { memberId }]);
  valueOf(await verify(pointbook));
  return pointbook;
}

/** The second page of whatever has pages. */
async function readOn(pointbook: Pointbook): Promise<void> {
  for (const [verb, query] of [
    ['getStatement', { memberId, limit: 2 }],
    ['findEntries', { memberId, limit: 2 }],
    ['findEntries', { limit: 2 }],
    ['readFeed', { limit: 2 }],
  ] as const) {
    const page = (await call(pointbook, [verb, query])) as { next?: string; cursor?: string };
    await call(pointbook, [verb, { ...query, cursor: page.next ?? page.cursor }]);
  }
}

async function call(pointbook: Pointbook, [verb, ...queries]: Steps[number]): Promise<unknown> {
  const run = pointbook[verb] as unknown as (
    ...given: readonly unknown[]
  ) => Promise<Result<unknown, { message: string }>>;
  const result = await run(...queries);
  if (result.isErr()) throw new Error(`${verb} ${JSON.stringify(queries)}: ${result.error.message}`);
  return result.value;
}
