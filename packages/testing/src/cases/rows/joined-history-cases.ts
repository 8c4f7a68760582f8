import fc from 'fast-check';
import { histories } from '../../arbitraries/operations.ts';
import { programs } from '../../arbitraries/programs.ts';
import type { Outcome } from '../../arbitraries/run-operation.ts';
import { claimSame } from '../../conformance/claim.ts';
import type { ConformanceCase } from '../../conformance/conformance-case.ts';
import { compareAlone, compareJoined, timed, type TimedCall } from '../../rows/compare-histories.ts';
import { mistakenDay, mistakenShop } from '../../rows/mistaken-day.ts';

const runs = 8;

/** Histories within transactions of a host, and one in which every verb for mistakes succeeds. */
export const joinedHistoryCases: readonly ConformanceCase[] = [
  {
    name: 'mistakes: what was voided, paid, spent and brought back by mistake is taken back as in memory',
    invariants: [26],
    async run(ground) {
      const outcomes = await compareAlone(ground, { ...mistakenShop, programId: 'mistakes' }, mistakenDay);
      claimSame(failures(outcomes), [], 'What was refused');
    },
  },
  {
    name: 'join: mistakes are taken back within the transaction of the host as in memory',
    invariants: [20, 26],
    needs: ['join'],
    async run(ground) {
      const calls = timed(mistakenDay);
      const program = { ...mistakenShop, programId: 'mistakes' };
      const outcomes = await compareJoined(ground, program, [calls.slice(0, 6), calls.slice(6)]);
      claimSame(failures(outcomes), [], 'What was refused');
    },
  },
  {
    name: 'join: random calls of verbs are answered and kept as in memory, and leave no trace where the host rolls back',
    invariants: [20, 26],
    needs: ['join'],
    async run(ground) {
      let tried = 0;
      const perTransaction = fc.infiniteStream(fc.integer({ min: 1, max: 12 }));
      const input = fc.tuple(programs(), histories({ sweeps: false, maxLength: 12 }), perTransaction);
      const compare = fc.asyncProperty(input, async ([program, operations, lengths]) => {
        tried += 1;
        const own = { ...program, programId: `joined-${tried}` };
        await compareJoined(ground, own, inTransactions(timed(operations), lengths));
      });
      await fc.assert(compare, { numRuns: runs, endOnFailure: true });
    },
  },
];

function inTransactions(calls: readonly TimedCall[], lengths: fc.Stream<number>): TimedCall[][] {
  const left = [...calls];
  const parts: TimedCall[][] = [];
  while (left.length > 0) parts.push(left.splice(0, [...lengths.take(1)][0]));
  return parts;
}

function failures(outcomes: readonly (Outcome | null)[]): unknown[] {
  return outcomes.flatMap((outcome) => outcome?.error ?? []);
}
