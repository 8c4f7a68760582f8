import { createPointbook, type ProgramDefinition, type ProgramId } from '@pointbook/core';
import { codes } from '@pointbook/core/codes';
import type { RecordStore } from '@pointbook/core/store';
import { memoryStore } from '@pointbook/memory';
import fc from 'fast-check';
import { histories } from '../arbitraries/operations.ts';
import type { Operation } from '../arbitraries/operation.ts';
import { programs } from '../arbitraries/programs.ts';
import { runOperations } from '../arbitraries/run-operation.ts';
import { claimSame } from '../conformance/claim.ts';
import type { ConformanceCase } from '../conformance/conformance-case.ts';
import { recordingStore } from '../conformance/recording-store.ts';
import { noon } from '../conformance/sample-records.ts';
import { fakeClock } from '../fakes/fake-clock.ts';
import { type RowStep, rowHistories } from './row-histories.ts';
import { everythingOf, runRowStep } from './run-row-step.ts';

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
    async run({ rows: store, dump }) {
      let tried = 0;
      const input = fc.tuple(programs(), histories({ huge: true }));
      const compare = fc.asyncProperty(input, async ([program, operations]) => {
        tried += 1;
        const own = { ...program, programId: `history-${tried}` };
        const memory = recordingStore(memoryStore());
        claimSame(await answers(store, own, operations), await answers(memory.store, own, operations), 'The answers');
        const programId = own.programId as ProgramId;
        claimSame(await dump(programId), await memory.dump(programId), 'The ledger');
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

async function answers(
  store: RecordStore,
  program: ProgramDefinition,
  operations: readonly Operation[],
): Promise<unknown> {
  const clock = fakeClock(noon);
  return runOperations(
    { pointbook: createPointbook({ program, store, newProgram: true, clock, plugins: [codes()] }), clock },
    operations,
  );
}
