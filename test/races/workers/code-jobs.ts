import type { RequestRedemptionCommand } from '@pointbook/core/codes';
import type { ResultAsync } from 'neverthrow';
import { type CodeTill, openCodeTill, type Place, type SentCode } from './code-till.ts';
import { tell } from './ledger.ts';
import { valueOf } from '../../support/value-of.ts';

/** A right or wrong answer to a challenge. */
export interface Answered {
  readonly challengeId: string;
  readonly code: string;
}

/** A receipt that a process got before it was killed. */
export interface Confirmed extends Answered {
  readonly receipt: unknown;
}

type Call = ResultAsync<unknown, { readonly kind: string }>;

async function outcomeOf(call: Call): Promise<unknown> {
  const answer = await call;
  return answer.isOk() ? answer.value : answer.error.kind;
}

/** What a till in a process of its own can be asked to do. */
export function codeJobs(place: Place) {
  let till: CodeTill = openCodeTill(place);
  return {
    /** Opens the ledger, so that a race begins with none ahead. */
    open: async (): Promise<unknown> => outcomeOf(till.ledger.open()),

    /** Closes the ledger, and opens it again. */
    reopen: async (): Promise<unknown> => {
      await till.ledger.close();
      till = openCodeTill(place);
      return outcomeOf(till.ledger.open());
    },

    /** Gives codes, so many at once; tells the receipt or the kind of error for each. */
    confirm: async (order: { at: number; answers: readonly Answered[]; atOnce: number }): Promise<unknown[]> => {
      const { at, answers, atOnce } = order;
      till.clock.set(at);
      const outcomes: unknown[] = [];
      for (let from = 0; from < answers.length; from += atOnce) {
        const calls = answers.slice(from, from + atOnce).map((answer) => till.ledger.codes.confirmRedemption(answer));
        outcomes.push(...(await Promise.all(calls.map(outcomeOf))));
      }
      return outcomes;
    },

    /** Asks for codes, all at once; tells the receipt or the kind of error for each, and what went out. */
    request: async (order: { at: number; asked: readonly RequestRedemptionCommand[] }) => {
      const before = till.sent.length;
      till.clock.set(order.at);
      const outcomes = await Promise.all(
        order.asked.map((said) => outcomeOf(till.ledger.codes.requestRedemption(said))),
      );
      return { outcomes, sent: till.sent.slice(before) };
    },

    /** Spends a point without a code, so many times at once. */
    redeem: async ({ at, memberId, times }: { at: number; memberId: string; times: number }): Promise<unknown[]> => {
      till.clock.set(at);
      const calls = Array.from({ length: times }, (_, index) =>
        till.ledger.redeemPoints({ memberId, redemptionId: `${process.pid} ${index}`, points: 1 }),
      );
      return Promise.all(calls.map(outcomeOf));
    },

    /** Asks for codes and gives them, without end, and tells each receipt; this process is killed in the middle. */
    live: async ({ at, members }: { at: number; members: readonly string[] }): Promise<never> => {
      for (let minute = 0; ; minute += 1) {
        till.clock.set(at + minute * 61_000);
        await Promise.all(members.map(async (memberId) => spendOne(till, memberId, `${at} ${minute}`)));
      }
    },
  };
}

/** Spends a point by code: the wrong one first. */
async function spendOne({ ledger, sent }: CodeTill, memberId: string, redemptionId: string): Promise<void> {
  const { challengeId } = valueOf(await ledger.codes.requestRedemption({ memberId, redemptionId, points: 1 }));
  const to = phoneOf(memberId);
  const code = sent.findLast((each: SentCode) => each.to === to)?.code ?? '';
  await ledger.codes.confirmRedemption({ challengeId, code: otherThan(code) });
  const receipt = valueOf(await ledger.codes.confirmRedemption({ challengeId, code }));
  tell({ confirmed: { challengeId, code, receipt } satisfies Confirmed });
}

/** A member's telephone number. */
export function phoneOf(memberId: string): string {
  return `+62811${memberId.slice(1).padStart(6, '0')}`;
}

/** A wrong code, and another one for each number. */
export function otherThan(code: string, by = 1): string {
  return String((Number(code) + by) % 1_000_000).padStart(6, '0');
}

/** A job by its name, and what it is told. */
export type CodeJobs = ReturnType<typeof codeJobs>;
