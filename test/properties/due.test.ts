import type { MembersQuery } from '@pointbook/core/jobs';
import { auditLedger, canonicalDump, histories, programs, runOperations } from '@pointbook/testing';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { property, type World } from '../support/properties/worlds.ts';
import { valueOf } from '../support/value-of.ts';

const stated = { actor: 'staff-3', reason: 'Eid gift' };

const selections: fc.Arbitrary<MembersQuery> = fc.oneof(
  fc.constant({ everyone: true } as const),
  fc.constant({ ids: ['M3', 'nobody', 'M1'] }),
  fc.integer({ min: -5, max: 60 }).map((balanceFrom) => ({ filter: { balanceFrom } })),
);
/** A call of a worker, and how many workers call at once. */
const calls = fc.array(
  fc.record({
    limit: fc.integer({ min: 1, max: 5 }),
    chunkSize: fc.integer({ min: 1, max: 3 }),
    workers: fc.integer({ min: 1, max: 2 }),
  }),
  { minLength: 1, maxLength: 4 },
);

async function prepare({ pointbook, clock }: World, members: MembersQuery, days: number): Promise<void> {
  clock.advance(days * 86_400_000);
  const job = { jobId: 'job', members, change: { add: 7 }, ...stated };
  valueOf(await pointbook.jobs.startBulk(job));
}

describe('background work', () => {
  property(
    '[25] is the same in any parts and by any number of workers as at once',
    fc.tuple(programs(), histories({ maxLength: 8 }), selections, fc.nat({ max: 800 }), calls),
    async (trial, [program, operations, members, days, parts]) => {
      const [inParts, atOnce] = [await trial.open(program), await trial.open(program)];
      for (const world of [inParts, atOnce]) {
        await runOperations(world, operations);
        await prepare(world, members, days);
      }
      let times = 0;
      let swept = 0;
      for (let more = true; more; times += 1) {
        const { workers = 1, ...query } = parts[times % parts.length] ?? {};
        const done = await Promise.all(
          Array.from({ length: workers }, async () => inParts.pointbook.jobs.runDue(query)),
        );
        const receipts = done.map((each) => valueOf(each));
        more = receipts.some((receipt) => receipt.more);
        swept += receipts.reduce((sum, receipt) => sum + receipt.swept.entries, 0);
      }
      valueOf(await atOnce.pointbook.expireDue());
      for await (const step of atOnce.pointbook.jobs.runJob({ jobId: 'job' })) valueOf(step);

      const [one, other] = [await inParts.dump(), await atOnce.dump()];
      expect(canonicalDump(one)).toEqual(canonicalDump(other));
      expect(auditLedger(one)).toEqual([]);
      trial.reached('several calls', Number(times > 1));
      trial.reached('something to sweep', Number(swept > 0));
    },
    ['several calls', 'something to sweep'],
    0.3,
  );
});
