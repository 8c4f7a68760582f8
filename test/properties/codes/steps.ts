import type { OutgoingMessage, SendOutcome } from '@pointbook/core/codes';
import type { FakeClock } from '@pointbook/testing';
import type fc from 'fast-check';
import type { ResultAsync } from 'neverthrow';
import { expect } from 'vitest';
import { availableOf, type Challenge, type Model, type Told } from './model.ts';
import type { CodesPointbook } from '../../support/shops/post-office.ts';
import { valueOf } from '../../support/value-of.ts';

/** The ledger that is held against the model. */
export interface Real {
  readonly pointbook: CodesPointbook;
  readonly clock: FakeClock;
  /** What the provider was handed, and how it answers. */
  readonly outbox: OutgoingMessage[];
  readonly provider: { status: SendOutcome['status'] };
  reached(what: string): void;
}

/** Something that is done to both sides. */
export type Step = fc.AsyncCommand<Model, Real>;

/** A step by the name that it has in a counterexample; after it both sides have the same balances and messages. */
export function step(
  name: string,
  run: (model: Model, real: Real) => Promise<unknown>,
  check: (model: Readonly<Model>) => boolean = () => true,
): Step {
  return {
    toString: () => name,
    check,
    run: async (model, real) => {
      await run(model, real);
      expect(real.outbox.length).toBe(model.sent);
      for (const { memberId, balance } of model.members.values()) {
        const read = valueOf(await real.pointbook.getBalance({ memberId }));
        expect(read).toMatchObject({ balance, available: availableOf(model, memberId) });
      }
    },
  };
}

/** A step about a challenge that was asked for before: mostly one of the last two, since those before are over. */
export function about(
  nth: number,
  name: string,
  run: (challenge: Challenge, model: Model, real: Real) => Promise<unknown>,
): Step {
  const pick = ({ challenges }: Model) =>
    challenges.at(-1 - (nth % Math.min(nth < 30 ? 2 : 9, challenges.length || 1)));
  return step(
    `${name} (#${nth})`,
    async (model, real) => {
      const challenge = pick(model);
      if (challenge) await run(challenge, model, real);
    },
    (model) => pick(model) !== undefined,
  );
}

/** Steps one after another, which chance alone would seldom put so. */
export function series(all: readonly Step[]): Step {
  return {
    toString: () => all.join(', '),
    check: (model) => all.every((each) => each.check(model)),
    run: async (model, real) => {
      for (const each of all) await each.run(model, real);
    },
  };
}

/** What a call came to. */
export type Answer = { readonly kind: string; readonly challengeId?: string };

/** Calls the ledger, which must tell what the model tells. */
export async function agree(
  real: Real,
  told: Told,
  call: ResultAsync<object, { readonly kind: string }>,
): Promise<Answer> {
  const outcome = await call;
  const answer = outcome.isOk() ? { kind: 'ok', ...outcome.value } : outcome.error;
  expect(answer).toMatchObject(told);
  real.reached('rule' in told ? `${told.kind}: ${String(told['rule'])}` : told.kind);
  return answer;
}
