import type { WritingVerbs, ProgramDefinition } from '@pointbook/core';
import type { SetBackCommand } from '@pointbook/core/clock';
import type { FakeClock } from '@pointbook/testing';
import { expect } from 'vitest';
import type { Ledger } from '../shops/plugins.ts';
import { valueOf } from '../value-of.ts';

export { valueOf } from '../value-of.ts';

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

/** The member whom sales name unless they say otherwise. */
export const ayu = 'ayu';

/** A command as a step. */
export function command<Verb extends keyof WritingVerbs>(verb: Verb, input: Parameters<WritingVerbs[Verb]>[0]): Step {
  return async (stage) => {
    const run = stage.ledger()[verb] as (
      input: unknown,
    ) => PromiseLike<{ readonly value: object } | { readonly error: { kind: string; message: string } }>;
    return outcomeOf(await run(input));
  };
}

function outcomeOf(
  result: { readonly value: object } | { readonly error: { kind: string; message: string } },
): Outcome {
  return 'value' in result ? { receipt: result.value } : { error: result.error };
}

/** The clock comes to a moment. */
export function clockAt(moment: string | Date): Step {
  return async ({ clock }) => {
    clock.set(new Date(moment));
    return null;
  };
}

/** So many days pass. */
export function daysPass(days: number): Step {
  return async ({ clock }) => {
    clock.advance(days * 86_400_000);
    return null;
  };
}

/** So many minutes pass. */
export function minutesPass(minutes: number): Step {
  return async ({ clock }) => {
    clock.advance(minutes * 60_000);
    return null;
  };
}

/** Steps while the clock is ten years ahead; the outcome is that of the last one, and none before it fails. */
export function tenYearsAhead(...steps: readonly Step[]): Step {
  return async (stage) => {
    stage.clock.advance(tenYears);
    let last: Outcome | null = null;
    for (const step of steps) {
      if (last && 'error' in last) expect.fail(`ten years ahead: ${last.error.message}`);
      last = await step(stage);
    }
    stage.clock.advance(-tenYears);
    return last;
  };
}

/** Ten years, two or three leap days included. */
export const tenYears = 3653 * 86_400_000;

/** What a clock that was ahead did is corrected, on the day that the clock shows in Jakarta. */
export function setBack(more: Partial<SetBackCommand> = {}): Step {
  return async ({ clock, ledger }) => {
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta' }).format(clock.now());
    return outcomeOf(await ledger().clock.setBack({ today, actor: 'staff-3', idempotencyKey: 'clock', ...more }));
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

type InputOf<Verb extends keyof WritingVerbs> = WritingVerbs[Verb] extends (input: infer Input) => unknown
  ? Partial<Input>
  : never;

export function enrol(memberId: string, more: InputOf<'enrolMember'> = {}): Step {
  return command('enrolMember', { memberId, ...more });
}

export function update(changes: Parameters<WritingVerbs['updateMember']>[0]['changes'], version?: number): Step {
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

/** A refund of so much of a sale, or of what is said. */
export function refund(invoiceId: string, refundId: string, of: number | InputOf<'refundInvoice'>): Step {
  return command('refundInvoice', { invoiceId, refundId, ...(typeof of === 'number' ? { value: of } : of) });
}

export function voiding(invoiceId: string, refundId = 'VOID'): Step {
  return command('voidInvoice', { invoiceId, refundId });
}

export function reinstate(invoiceId: string, reinstatementId = 'BACK'): Step {
  return command('reinstateInvoice', { invoiceId, reinstatementId });
}

export function bounce(invoiceId: string, paymentId: string, reversalId = `BOUNCED-${paymentId}`): Step {
  return command('reversePayment', { invoiceId, paymentId, reversalId });
}

/** Goods come back to Ayu's account, and nobody knows the sale. */
export function bringBack(returnId: string, more: InputOf<'returnWithoutSale'>): Step {
  return command('returnWithoutSale', { memberId: ayu, returnId, ...more });
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

export function unspend(redemptionId: string, undoId = `UNDO-${redemptionId}`, points?: number): Step {
  const part = points === undefined ? {} : { points };
  return command('undoRedemption', { memberId: ayu, redemptionId, undoId, ...part });
}
