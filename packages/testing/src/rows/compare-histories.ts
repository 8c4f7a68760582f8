import { createPointbook, type ProgramDefinition, type ProgramId } from '@pointbook/core';
import { codes } from '@pointbook/core/codes';
import type { AsyncJoinableRecordStore, RecordStore } from '@pointbook/core/store';
import { memoryStore } from '@pointbook/memory';
import { type Call, type CodesPointbook, isCall, type Operation } from '../arbitraries/operation.ts';
import { type Outcome, runCall, runOperations } from '../arbitraries/run-operation.ts';
import { claimSame, valueOf } from '../conformance/claim.ts';
import type { ConformanceGround } from '../conformance/conformance-case.ts';
import { recordingStore } from '../conformance/recording-store.ts';
import { noon } from '../conformance/sample-records.ts';
import { fakeClock } from '../fakes/fake-clock.ts';

/** A call, and when it comes. */
export interface TimedCall {
  readonly call: Call;
  readonly at: number;
}

/** Claims that a store answers and keeps a history as the one in memory does; answers what came of its steps. */
export async function compareAlone(
  { rows, dump }: ConformanceGround,
  program: ProgramDefinition,
  operations: readonly Operation[],
): Promise<readonly (Outcome | null)[]> {
  const memory = recordingStore(memoryStore());
  const expected = await runOperations(ledgerOn(memory.store, program), operations);
  claimSame(await runOperations(ledgerOn(rows, program), operations), expected, 'The answers');
  const programId = program.programId as ProgramId;
  claimSame(await dump(programId), await memory.dump(programId), 'The ledger');
  return expected;
}

/**
 * Claims the same of transactions of the host, each of which is rolled back at first, and then done again; answers what
 * came of their calls.
 */
export async function compareJoined(
  { rows, begin, dump }: ConformanceGround,
  program: ProgramDefinition,
  transactions: readonly (readonly TimedCall[])[],
): Promise<readonly Outcome[]> {
  const memory = recordingStore(memoryStore());
  const [joining, alone] = [ledgerOn(rows, program), ledgerOn(memory.store, program)];
  valueOf(await joining.pointbook.open());
  const all: Outcome[] = [];
  for (const calls of transactions) {
    const expected = await run(alone.pointbook, calls, alone.clock);
    all.push(...expected);
    for (const end of ['rollback', 'commit'] as const) {
      const host = await begin('usual');
      const joined = joining.pointbook.within(host.connection) as CodesPointbook;
      claimSame(await run(joined, calls, joining.clock), expected, `The answers before the ${end}`);
      await host[end]();
    }
  }
  const programId = program.programId as ProgramId;
  claimSame(await dump(programId), await memory.dump(programId), 'The ledger');
  return all;
}

/** The calls of a history, those that come again too, and when they come. */
export function timed(operations: readonly Operation[]): TimedCall[] {
  const all: TimedCall[] = [];
  let at: number = noon;
  for (const operation of operations) {
    if (operation.verb === 'wait') at += operation.ms;
    const call = operation.verb === 'again' ? all.at(-operation.callsAgo)?.call : operation;
    if (call !== undefined && isCall(call)) all.push({ call, at });
  }
  return all;
}

function ledgerOn(store: RecordStore, program: ProgramDefinition) {
  const clock = fakeClock(noon);
  const joinable = store as AsyncJoinableRecordStore<unknown>;
  return {
    clock,
    pointbook: createPointbook({ program, store: joinable, newProgram: true, clock, plugins: [codes()] }),
  };
}

async function run(
  pointbook: CodesPointbook,
  calls: readonly TimedCall[],
  clock: ReturnType<typeof fakeClock>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { call, at } of calls) {
    clock.set(at);
    outcomes.push(await runCall(pointbook, call));
  }
  return outcomes;
}
