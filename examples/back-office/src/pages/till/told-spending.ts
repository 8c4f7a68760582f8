import type { AnyFailure } from '@pointbook/core/errors';
import type { Page } from '../../ui/env.ts';
import { toldFailure } from '../../ui/failures.ts';
import { failureWords } from './failure-words.ts';
import { channelNames } from './words.ts';

/** A failure of the till's own, in the ledger's words. */
export type SpendingFailure = AnyFailure | ReturnType<typeof notEnough>;

/** The points are not there, which the till sees before it asks the ledger. */
export function notEnough(available: number) {
  return { kind: 'insufficient-points', available } as const;
}

/** What a failure says to the cashier and the customer who wait for points to be spent. */
export function toldSpending(c: Page, failure: SpendingFailure): string {
  const t = failureWords(c);
  const { number, time } = c.var.formats;
  switch (failure.kind) {
    case 'insufficient-points':
      return t.insufficient(number(failure.available));
    case 'wrong-code':
      return failure.attemptsLeft > 0 ? t.wrongCode(failure.attemptsLeft) : t.codeLocked;
    case 'code-locked':
      return t.codeLocked;
    case 'member-locked':
      return t.memberLocked(time(failure.until));
    case 'code-expired':
      return t.codeExpired(time(failure.expiredAt));
    case 'code-superseded':
      return t.codeSuperseded;
    case 'code-required':
      return t.codeRequired(number(failure.points));
    case 'code-not-sent':
      return failure.retryable
        ? t.outOfOrder(channelNames[failure.channel], time(failure.retryAt))
        : t.refusedMessage(channelNames[failure.channel]);
    case 'too-many-codes':
      return t.tooManyCodes(time(failure.retryAt));
    case 'challenge-closed':
      return { used: t.codeUsed, cancelled: t.codeCancelled, lapsed: t.holdLapsed, void: t.codeVoid }[failure.state];
    case 'channel-not-allowed':
    case 'no-notifier':
    case 'no-destination':
      return t.unreachable;
    case 'redemption-not-allowed':
      return notAllowed(c, failure.rule, number(failure.limit));
    case 'invoice-voided':
      return t.givenUp;
    case 'too-many-holds':
      return t.tooManyHolds;
    case 'invalid-command':
      return t.notTheShape;
    default:
      return toldFailure(c, failure);
  }
}

type Rule = Extract<AnyFailure, { kind: 'redemption-not-allowed' }>['rule'];

/** The limit of the program that does not admit the points. */
function notAllowed(c: Page, rule: Rule, limit: string): string {
  const t = failureWords(c);
  const told: Readonly<Record<Rule, string>> = {
    'no-rate': t.noRate,
    minimum: t.atLeast(limit),
    maximum: t.atMost(limit),
    step: t.inSteps(limit),
    'invoice-share': t.shareOfSale(limit),
    'invoice-total': t.moreThanSale(limit),
  };
  return told[rule];
}
