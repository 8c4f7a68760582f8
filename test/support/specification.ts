import { createPointbook, type LedgerVerbs, type ProgramDefinition, type StatementLine } from '@pointbook/core';
import { auditLedger, fakeClock, type FakeClock, recordingStore } from '@pointbook/testing';
import { memoryStore } from '@pointbook/memory';
import { expect } from 'vitest';
import { butForReplayed } from './but-for-replayed.ts';
import { type Ledger, plugins } from './plugins.ts';

/** Where a specification happens: a ledger, its clock, and a way to publish other rules over the same store. */
export interface Stage {
  readonly clock: FakeClock;
  ledger(): Ledger;
  publish(program: ProgramDefinition): void;
}

/** Something that happens. Steps that are no command of the ledger (the clock, a new program) answer null. */
export type Step = (stage: Stage) => Promise<Outcome | null>;

/** How a command ended. */
export type Outcome =
  | { readonly receipt: object }
  | { readonly error: { readonly kind: string; readonly message: string } };

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

/** The member whom sales name unless they say otherwise. */
export const ayu = 'ayu';

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
  const open = (rules: ProgramDefinition) => createPointbook({ program: rules, store, clock, plugins });
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
  let last: { readonly step: Step; readonly outcome: Outcome } | null = null;
  for (const step of steps) {
    if (last && 'error' in last.outcome) expect.fail(`only the last step may fail: ${last.outcome.error.message}`);
    const outcome = await step(stage);
    if (outcome) last = { step, outcome };
  }
  if (last === null) expect.fail('nothing was commanded');
  const after = await entriesOf(stage);
  const written = after.filter((line) => !before.some((known) => isSame(known, line)));
  const { outcome } = last;

  if ('error' in outcome) {
    expect(expected.error, `it failed: ${outcome.error.message}`).toBeDefined();
    expect(outcome.error).toMatchObject(
      typeof expected.error === 'string' ? { kind: expected.error } : (expected.error ?? {}),
    );
    if (steps.length === 1) expect(written.map(shown), 'a failed command writes nothing').toEqual([]);
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
  expect(valueOf(await stage.ledger().verify()).findings).toEqual([]);
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

function isSame(a: StatementLine, b: StatementLine): boolean {
  return a.memberId === b.memberId && a.sequence === b.sequence;
}

/** An entry as a specification writes it: its cause and its points. */
function shown({ cause, delta }: Pick<StatementLine, 'cause' | 'delta'>): string {
  return `${cause} ${delta < 0 ? '−' : '+'}${Math.abs(delta)}`;
}

/** What a result holds; a failure is the test's. */
export function valueOf<Value>(
  result: { isOk(): boolean } & ({ readonly value: Value } | { readonly error: { readonly message: string } }),
): Value {
  if ('value' in result) return result.value;
  return expect.fail(result.error.message);
}

/** A command as a step. */
export function command<Verb extends keyof LedgerVerbs>(verb: Verb, input: Parameters<LedgerVerbs[Verb]>[0]): Step {
  return async (stage) => {
    const run = stage.ledger()[verb] as (
      input: unknown,
    ) => PromiseLike<{ readonly value: object } | { readonly error: { kind: string; message: string } }>;
    const result = await run(input);
    return 'value' in result ? { receipt: result.value } : { error: result.error };
  };
}

/** The clock comes to a moment. */
export function clockAt(moment: string | Date): Step {
  return async ({ clock }) => {
    clock.set(new Date(moment));
    return null;
  };
}

/** So many days go by. */
export function daysPass(days: number): Step {
  return async ({ clock }) => {
    clock.advance(days * 86_400_000);
    return null;
  };
}

/** So many minutes go by. */
export function minutesPass(minutes: number): Step {
  return async ({ clock }) => {
    clock.advance(minutes * 60_000);
    return null;
  };
}

/** The merchant publishes other rules. */
export function publish(program: ProgramDefinition): Step {
  return async (stage) => {
    stage.publish(program);
    return null;
  };
}

/** A command whose failure is part of the story. */
export function refused(step: Step): Step {
  return async (stage) => {
    expect(await step(stage)).toHaveProperty('error');
    return null;
  };
}

/** What is due is posted. */
export const sweep: Step = async ({ ledger }) => {
  valueOf(await ledger().expireDue());
  return null;
};

type InputOf<Verb extends keyof LedgerVerbs> = LedgerVerbs[Verb] extends (input: infer Input) => unknown
  ? Partial<Input>
  : never;

export function enrol(memberId: string, more: InputOf<'enrolMember'> = {}): Step {
  return command('enrolMember', { memberId, ...more });
}

export function update(changes: Parameters<LedgerVerbs['updateMember']>[0]['changes'], version?: number): Step {
  return command('updateMember', { memberId: ayu, changes, ...(version === undefined ? {} : { version }) });
}

/** A sale to Ayu, in rupiah. */
export function sale(invoiceId: string, total: number, more: InputOf<'saveInvoice'> = {}): Step {
  return command('saveInvoice', { invoiceId, memberId: ayu, currency: 'IDR', total, ...more });
}

/** A sale to nobody known. */
export function anonymousSale(invoiceId: string, total: number, more: InputOf<'saveInvoice'> = {}): Step {
  return command('saveInvoice', { invoiceId, currency: 'IDR', total, ...more });
}

export function pay(invoiceId: string, paymentId: string, amount: number, more: InputOf<'recordPayment'> = {}): Step {
  return command('recordPayment', { invoiceId, paymentId, currency: 'IDR', amount, ...more });
}

export function approve(invoiceId: string, paymentId: string): Step {
  return command('approvePayment', { invoiceId, paymentId, actor: 'cashier-1' });
}

/** A refund of so much money, or of what is said. */
export function refund(invoiceId: string, refundId: string, of: number | InputOf<'refundInvoice'>): Step {
  return command('refundInvoice', { invoiceId, refundId, ...(typeof of === 'number' ? { total: of } : of) });
}

export function voiding(invoiceId: string, refundId = 'VOID'): Step {
  return command('voidInvoice', { invoiceId, refundId });
}

export function claim(invoiceId: string, more: InputOf<'claimInvoice'> = { memberId: ayu }): Step {
  return command('claimInvoice', { invoiceId, idempotencyKey: `claim-${invoiceId}`, ...more });
}

export function reassign(invoiceId: string, toMemberId: string, more: InputOf<'reassignInvoice'> = {}): Step {
  const staff = { actor: 'staff-3', idempotencyKey: `reassign-${invoiceId}-${toMemberId}` };
  return command('reassignInvoice', { invoiceId, toMemberId, ...staff, ...more });
}

/** Points by hand: more than 0 adds, less than 0 deducts. */
export function adjust(points: number, more: InputOf<'adjustPoints'> = {}): Step {
  return command('adjustPoints', {
    memberId: ayu,
    points: Math.abs(points),
    direction: points < 0 ? 'deduct' : 'add',
    actor: 'staff-3',
    reason: 'a mistake at the till',
    idempotencyKey: `adjust-${points}`,
    ...more,
  });
}

export function setBalance(balance: number, more: InputOf<'setBalance'> = {}): Step {
  const staff = { actor: 'staff-3', reason: 'counted again', idempotencyKey: `set-${balance}` };
  return command('setBalance', { memberId: ayu, balance, ...staff, ...more });
}

export function reverse(sequence: number, points?: number, more: InputOf<'reverseEntry'> = {}): Step {
  const staff = { actor: 'staff-3', reason: 'not meant', idempotencyKey: `reverse-${sequence}-${points ?? 'all'}` };
  return command('reverseEntry', {
    memberId: ayu,
    sequence,
    ...(points === undefined ? {} : { points }),
    ...staff,
    ...more,
  });
}

export function redeem(redemptionId: string, points: number, more: InputOf<'redeemPoints'> = {}): Step {
  return command('redeemPoints', { memberId: ayu, redemptionId, points, ...more });
}

export function redeemReward(redemptionId: string, rewardId: string, more: InputOf<'redeemPoints'> = {}): Step {
  return command('redeemPoints', { memberId: ayu, redemptionId, rewardId, ...more });
}

export function hold(redemptionId: string, points: number, more: InputOf<'holdPoints'> = {}): Step {
  return command('holdPoints', { memberId: ayu, redemptionId, points, ...more });
}

export function capture(redemptionId: string, more: InputOf<'captureHold'> = {}): Step {
  return command('captureHold', { memberId: ayu, redemptionId, ...more });
}

export function release(redemptionId: string, more: InputOf<'releaseHold'> = {}): Step {
  return command('releaseHold', { memberId: ayu, redemptionId, ...more });
}
