import { createPointbook, type ProgramDefinition } from '@pointbook/core';
import { openingColumns, reportCsv } from '@pointbook/core/reports';
import { verify } from '@pointbook/core/verify';
import { memoryStore } from '@pointbook/memory';
import { fakeClock, type FakeClock } from '@pointbook/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileOf, stated } from '../support/shops/bulk-desk.ts';
import { type Ledger, plugins } from '../support/shops/plugins.ts';
import { monday } from '../support/specification/specification.ts';
import { warung } from '../support/shops/warung.ts';
import { valueOf } from '../support/value-of.ts';

const dayMs = 86_400_000;
const expiries: readonly NonNullable<ProgramDefinition['expiry']>[] = [
  { kind: 'never' },
  { kind: 'after', period: { unit: 'months', count: 3 } },
  { kind: 'on-date', date: '2027-06-30' },
  { kind: 'inactivity', period: { unit: 'days', count: 90 } },
];

interface Event {
  readonly member: 'ann' | 'ben' | 'cat';
  readonly what: 'gift' | 'sale' | 'hold' | 'spend' | 'return' | 'wait';
  readonly points: number;
}

const event: fc.Arbitrary<Event> = fc.record({
  member: fc.constantFrom('ann', 'ben', 'cat'),
  what: fc.constantFrom('gift', 'sale', 'hold', 'spend', 'return', 'wait'),
  points: fc.integer({ min: 1, max: 200 }),
});

async function exportOf(ledger: Ledger): Promise<string> {
  let csv = '';
  for await (const text of reportCsv(ledger.reports.opening(), openingColumns)) csv += valueOf(text);
  return csv;
}

/** Does what it can: a refusal is as good as anything. */
async function live(
  ledger: Ledger,
  clock: FakeClock,
  { member: memberId, what, points }: Event,
  number: number,
): Promise<void> {
  const id = `e${number}`;
  const by = { memberId, actor: 'staff-1', idempotencyKey: id };
  const soldAt = new Date(clock.now());
  if (what === 'gift') await ledger.adjustPoints({ ...by, points, direction: 'add', reason: 'a gift' });
  if (what === 'spend') await ledger.adjustPoints({ ...by, points, direction: 'deduct', reason: 'a test' });
  if (what === 'hold') await ledger.holdPoints({ memberId, redemptionId: id, points });
  if (what === 'sale')
    await ledger.saveInvoice({ invoiceId: id, memberId, soldAt, currency: 'IDR', total: points * 1000 });
  if (what === 'return') await ledger.voidInvoice({ invoiceId: `e${number - 2}`, refundId: id });
}

test('an export is opened as it was, with all ends and debts', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...expiries),
      fc.constantFrom(0, 14),
      fc.array(event, { minLength: 1, maxLength: 30 }),
      async (expiry, pendingDays, events) => {
        const program = warung({ expiry, earn: { pendingDays } });
        const clock = fakeClock(monday);
        const open = () => createPointbook({ program, store: memoryStore(), clock, plugins });
        const [first, second] = [open(), open()];
        for (const memberId of ['ann', 'ben', 'cat'])
          valueOf(await first.enrolMember({ memberId, name: `=${memberId}`, tier: 'gold' }));
        for (const [number, each] of events.entries()) {
          if (each.what === 'wait') clock.advance((each.points % 40) * dayMs);
          else await live(first, clock, each, number);
        }
        const file = await exportOf(first);
        const { digest, problems } = valueOf(
          await second.jobs.previewImport({ mode: 'opening', source: fileOf(file, 4096) }),
        );
        expect(problems).toEqual([]);
        const { jobId } = valueOf(await second.jobs.startImport({ mode: 'opening', digest, ...stated }));
        for await (const step of second.jobs.runJob({ jobId, source: fileOf(file, 4096), chunkSize: 2 })) valueOf(step);
        expect(await exportOf(second)).toBe(file);
        expect(valueOf(await verify(second)).findings).toEqual([]);
      },
    ),
    { numRuns: 100 },
  );
}, 120_000);
