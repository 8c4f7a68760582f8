import type { Pointbook } from '@pointbook/core';
import type { Result } from 'neverthrow';
import type { FakeClock } from '../fakes/fake-clock.ts';
import { type Call, isCall, type Operation } from './operation.ts';

/** What came of a step: `ok` with the receipt, or `error` with the error. */
export type Outcome =
  | { readonly ok: unknown; readonly error?: never }
  | { readonly error: { readonly kind: string }; readonly ok?: never };

/** A ledger that steps are run on, and its clock. */
export interface Stage {
  readonly pointbook: Pointbook;
  readonly clock: FakeClock;
}

/** Runs steps one after another, and answers what came of each; null for a wait. */
export async function runOperations(stage: Stage, operations: readonly Operation[]): Promise<(Outcome | null)[]> {
  const outcomes: (Outcome | null)[] = [];
  const run = operationRunner(stage);
  for (const operation of operations) outcomes.push(await run(operation));
  return outcomes;
}

/** Runs one step after another; it remembers the calls, so that messages can come again. */
export function operationRunner({ pointbook, clock }: Stage): (operation: Operation) => Promise<Outcome | null> {
  const calls: Call[] = [];
  return async (operation) => {
    if (operation.verb === 'wait') {
      clock.advance(operation.ms);
      return null;
    }
    if (operation.verb === 'sweep')
      return outcomeOf(await pointbook.expireDue(operation.limit === undefined ? {} : { limit: operation.limit }));
    if (!isCall(operation)) {
      const before = calls.at(-operation.callsAgo);
      return before ? runCall(pointbook, before) : null;
    }
    calls.push(operation);
    return runCall(pointbook, operation);
  };
}

/** Runs one call. */
export async function runCall(pointbook: Pointbook, { verb, command }: Call): Promise<Outcome> {
  const run = pointbook[verb] as (input: unknown) => PromiseLike<Result<unknown, { readonly kind: string }>>;
  return outcomeOf(await run(command));
}

function outcomeOf(result: Result<unknown, { readonly kind: string }>): Outcome {
  return result.isOk() ? { ok: result.value } : { error: result.error };
}
