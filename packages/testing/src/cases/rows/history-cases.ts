import type { ProgramId } from '@pointbook/core';
import type { RecordStore } from '@pointbook/core/store';
import { memoryStore } from '@pointbook/memory';
import fc from 'fast-check';
import { histories } from '../../arbitraries/operations.ts';
import { programs } from '../../arbitraries/programs.ts';
import { claimSame } from '../../conformance/claim.ts';
import type { ConformanceCase } from '../../conformance/conformance-case.ts';
import { compareAlone } from '../../rows/compare-histories.ts';
import { type RowStep, rowHistories } from '../../rows/row-histories.ts';
import { everythingOf, runRowStep } from '../../rows/run-row-step.ts';

const runs = 12;

/** Random histories: whatever happens, a store answers and keeps what the store in memory does. */
export const historyCases: readonly ConformanceCase[] = [
  {
    name: 'histories: random commits of rows are seen, kept and refused as in memory',
    async run({ rows: store }) {
      let tried = 0;
      const compare = fc.asyncProperty(rowHistories(25), async (steps) => {
        tried += 1;
        await compareRows(store, `history-${tried}` as ProgramId, steps);
      });
      await fc.assert(compare, { numRuns: runs, endOnFailure: true });
    },
  },
  {
    name: 'histories: random calls of verbs are answered and kept as in memory',
    invariants: [26],
    async run(ground) {
      let tried = 0;
      const input = fc.tuple(programs(), histories({ huge: true }));
      const compare = fc.asyncProperty(input, async ([program, operations]) => {
        tried += 1;
        await compareAlone(ground, { ...program, programId: `history-${tried}` }, operations);
      });
      await fc.assert(compare, { numRuns: runs, endOnFailure: true });
    },
  },
];

async function compareRows(store: RecordStore, programId: ProgramId, steps: readonly RowStep[]): Promise<void> {
  const memory = memoryStore();
  for (const [at, step] of steps.entries()) {
    const expected = await runRowStep(memory, programId, step, at);
    claimSame(await runRowStep(store, programId, step, at), expected, `Step ${at}`);
  }
  claimSame(await everythingOf(store, programId), await everythingOf(memory, programId), 'What is there in the end');
}
