import type { Result } from 'neverthrow';
import type { FakeClock } from '../fakes/fake-clock.ts';
import type { AboutCode, Call, CodesPointbook, Operation } from './operation.ts';

/** What came of a step: `ok` with the receipt, or `error` with the error. */
export type Outcome =
  | { readonly ok: unknown; readonly error?: never }
  | { readonly error: { readonly kind: string }; readonly ok?: never };

/** A ledger that steps are run on, and its clock. */
export interface Stage {
  /** The ledger. */
  readonly pointbook: CodesPointbook;
  /** The clock of the ledger. */
  readonly clock: FakeClock;
  /** The last code that a notifier was handed; needed where histories have codes. */
  lastCode?(): string;
}

/** Runs steps one after another, and answers what came of each; null for a wait. */
export async function runOperations(stage: Stage, operations: readonly Operation[]): Promise<(Outcome | null)[]> {
  const outcomes: (Outcome | null)[] = [];
  const run = operationRunner(stage);
  for (const operation of operations) outcomes.push(await run(operation));
  return outcomes;
}

/** Runs one step after another; it remembers the calls, so that messages can come again, and the codes. */
export function operationRunner(stage: Stage): (operation: Operation) => Promise<Outcome | null> {
  const { pointbook, clock } = stage;
  const calls: Call[] = [];
  const codes = new Map<string, string>();
  const run = async (call: Call): Promise<Outcome> => {
    const outcome = await runCall(pointbook, call);
    const { challengeId, sent } = (outcome.ok ?? {}) as { readonly challengeId?: string; readonly sent?: unknown };
    if (challengeId !== undefined && sent != null) codes.set(challengeId, stage.lastCode?.() ?? '');
    return outcome;
  };
  return async (operation) => {
    if (operation.verb === 'wait') {
      clock.advance(operation.ms);
      return null;
    }
    if (operation.verb === 'sweep')
      return outcomeOf(await pointbook.expireDue(operation.limit === undefined ? {} : { limit: operation.limit }));
    if (operation.verb === 'again') {
      const before = calls.at(-operation.callsAgo);
      return before ? run(before) : null;
    }
    const call =
      operation.verb === 'code' ? callAbout([...codes].at(-operation.requestsAgo), operation.what) : operation;
    if (call === null) return null;
    calls.push(call);
    return run(call);
  };
}

function callAbout(asked: readonly [string, string] | undefined, what: AboutCode): Call | null {
  if (asked === undefined) return null;
  const [challengeId, code] = asked;
  switch (what) {
    case 'right':
      return { verb: 'confirmRedemption', command: { challengeId, code } };
    case 'wrong':
      return { verb: 'confirmRedemption', command: { challengeId, code: otherThan(code) } };
    case 'resend':
      return { verb: 'resendCode', command: { challengeId } };
    case 'cancel':
      return { verb: 'cancelRedemption', command: { challengeId } };
  }
}

function otherThan(code: string): string {
  return `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`;
}

/** Runs one call. */
export async function runCall(pointbook: CodesPointbook, { verb, command }: Call): Promise<Outcome> {
  const verbs: object = verb in pointbook.codes ? pointbook.codes : pointbook;
  const run = verbs[verb as never] as (input: unknown) => PromiseLike<Result<unknown, { readonly kind: string }>>;
  return outcomeOf(await run(command));
}

function outcomeOf(result: Result<unknown, { readonly kind: string }>): Outcome {
  return result.isOk() ? { ok: result.value } : { error: result.error };
}
