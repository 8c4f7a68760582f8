import { createPointbook, type ProgramDefinition, type StatementLine } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { auditLedger, fakeClock, recordingStore } from '@pointbook/testing';
import { memoryStore } from '@pointbook/memory';
import { expect } from 'vitest';
import { butForReplayed } from './but-for-replayed.ts';
import { plugins } from '../shops/plugins.ts';
import { ayu, enrol, type Outcome, type Stage, type Step, valueOf } from './steps.ts';

export * from './steps.ts';

/** What is expected; what is left out is not looked at, but for an error, which must be expected. */
export interface Expectation {
  /** What `when` wrote for Ayu, oldest first: `cause ±points`. */
  readonly entries?: readonly string[];
  /** The same, for other members. */
  readonly entriesOf?: Readonly<Record<string, readonly string[]>>;
  /** Ayu's balance, in all or by its parts. */
  readonly balance?: number | object;
  readonly balanceOf?: Readonly<Record<string, number | object>>;
  /** The fields of the receipt that matter here. */
  readonly receipt?: object;
  /** The kind of the error, or the fields that matter here. */
  readonly error?: string | object;
  /** Whether sending the last command again answers the same and writes nothing; true unless said. */
  readonly repeatable?: boolean;
}

/** Monday, 2 March 2026, 10:00 in Jakarta. */
export const monday = new Date('2026-03-02T10:00:00+07:00');

/**
 * Begins a specification: `given(program, …).when(command).then({ … })`. Ayu is a member already, and so is Budi.
 *
 * Whatever is expected, the ledger must be sound in the end, a failed command must have written nothing, and a command
 * sent twice must answer the same and write nothing.
 */
export function given(program: ProgramDefinition, ...history: readonly Step[]) {
  return {
    when: (...steps: readonly Step[]) => ({
      // oxlint-disable-next-line unicorn/no-thenable -- given, when, then: nobody awaits what `when` answers.
      then: (expected: Expectation) => check(program, history, steps, expected),
    }),
  };
}

/** A ledger after some history, for what is only read. */
export async function stageOf(program: ProgramDefinition, ...history: readonly Step[]): Promise<Stage> {
  const { stage } = await play(program, history);
  return stage;
}

async function play(program: ProgramDefinition, history: readonly Step[]) {
  const { store, dump } = recordingStore(memoryStore());
  const clock = fakeClock(monday);
  // A specification moves its clock as far as it likes.
  const open = (rules: ProgramDefinition) =>
    createPointbook({ program: rules, store, clock, clockCheck: false, plugins });
  let ledger = open(program);
  const stage: Stage = { clock, ledger: () => ledger, publish: (rules) => void (ledger = open(rules)) };
  for (const step of [enrol(ayu), enrol('budi'), ...history]) {
    const outcome = await step(stage);
    if (outcome && 'error' in outcome) expect.fail(`what was given failed: ${outcome.error.message}`);
  }
  return { stage, dump };
}

async function check(
  program: ProgramDefinition,
  history: readonly Step[],
  steps: readonly Step[],
  expected: Expectation,
): Promise<void> {
  const { stage, dump } = await play(program, history);
  const before = await entriesOf(stage);
  let last: { readonly step: Step; readonly outcome: Outcome; readonly known: typeof before } | null = null;
  for (const step of steps) {
    if (last && 'error' in last.outcome) expect.fail(`only the last step may fail: ${last.outcome.error.message}`);
    const known = await entriesOf(stage);
    const outcome = await step(stage);
    if (outcome) last = { step, outcome, known };
  }
  if (last === null) expect.fail('nothing was commanded');
  const after = await entriesOf(stage);
  const written = newIn(after, before);
  const { outcome, known } = last;

  if ('error' in outcome) {
    expect(expected.error, `it failed: ${outcome.error.message}`).toBeDefined();
    expect(outcome.error).toMatchObject(
      typeof expected.error === 'string' ? { kind: expected.error } : (expected.error ?? {}),
    );
    expect(newIn(after, known).map(shown), 'a failed command writes nothing').toEqual([]);
  } else {
    expect(expected.error, `it succeeded: ${JSON.stringify(outcome.receipt)}`).toBeUndefined();
    if (expected.receipt) expect(outcome.receipt).toMatchObject(expected.receipt);
  }
  if (expected.entries) expect(written.filter((line) => line.memberId === ayu).map(shown)).toEqual(expected.entries);
  for (const [memberId, entries] of Object.entries(expected.entriesOf ?? {}))
    expect(written.filter((line) => line.memberId === memberId).map(shown)).toEqual(entries);
  for (const [memberId, balance] of Object.entries({
    ...(expected.balance === undefined ? {} : { [ayu]: expected.balance }),
    ...expected.balanceOf,
  })) {
    const found = valueOf(await stage.ledger().getBalance({ memberId }));
    if (typeof balance === 'number') expect(found.balance, `${memberId}'s balance`).toBe(balance);
    else expect(found, `${memberId}'s balance`).toMatchObject(balance);
  }

  if (expected.repeatable !== false) {
    expect(firstAnswer(await last.step(stage)), 'the same command again answers the same').toEqual(
      firstAnswer(outcome),
    );
    expect(await entriesOf(stage), 'the same command again writes nothing').toEqual(after);
  }
  expect(valueOf(await verify(stage.ledger())).findings).toEqual([]);
  expect(auditLedger(await dump(program.programId as never))).toEqual([]);
}

/** An outcome but for whether it is the first answer to its command. */
function firstAnswer(outcome: Outcome | null): unknown {
  if (outcome === null || 'error' in outcome) return outcome;
  return { receipt: butForReplayed(outcome.receipt) };
}

/** All entries, oldest first. */
async function entriesOf(stage: Stage): Promise<readonly StatementLine[]> {
  return valueOf(await stage.ledger().findEntries({ limit: 1000 })).items.toReversed();
}

/** Entries that were not there before. */
function newIn(after: readonly StatementLine[], before: readonly StatementLine[]): readonly StatementLine[] {
  return after.filter((line) => !before.some((known) => isSame(known, line)));
}

function isSame(a: StatementLine, b: StatementLine): boolean {
  return a.memberId === b.memberId && a.sequence === b.sequence;
}

/** An entry as a specification writes it: its cause and its points. */
function shown({ cause, delta }: Pick<StatementLine, 'cause' | 'delta'>): string {
  return `${cause} ${delta < 0 ? '−' : '+'}${Math.abs(delta)}`;
}
