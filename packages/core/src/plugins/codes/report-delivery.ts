import type { ChallengeId } from '../../index.ts';
import { type Book, command, type FailureOf } from '../../plugin.ts';
import { id, oneOf, optional, shape, strict, whole } from '../../shapes.ts';
import type { ChallengeRecord } from './challenges/challenge.ts';
import { budgets, withRejection } from './challenges/code-budget.ts';
import { budgetNow, budgetsOf, checkWait } from './challenges/code-limits.ts';
import { codesSection } from './code-policy.ts';
import { challengeReads, findChallenge } from './challenges/open-challenge.ts';

/** What the provider said later of a message that it had taken. */
export interface ReportDeliveryCommand {
  /** As the receipt of the send names it. */
  readonly challengeId: string;
  /** Which of its codes, as the receipt of the send counts them; the last one when left out. */
  readonly codes?: number | undefined;
  /**
   * `failed`: the message will not arrive. `delivered` changes nothing, so that a host may pass on all that it is told.
   */
  readonly status: 'failed' | 'delivered';
}

/** When the next code may go out. */
export interface DeliveryReceipt {
  /** The challenge whose code it was. */
  readonly challengeId: ChallengeId;
  /** How many codes were sent for it. */
  readonly codes: number;
  /** From this instant on the limits allow another code to its member, at the address of the last one. */
  readonly retryAt: Date;
}

/**
 * Tells that a code did not arrive after all, so that the next one need not wait.
 *
 * @remarks Providers say so by a webhook, some seconds after they took the message. The send still counts among those
 * of `sendMinutes`. Of a code that a later one has replaced, nothing is noted. Call it for what the provider says, and
 * not for what a customer says. The same command again answers the same.
 *
 * Fails with `unknown-challenge`, `invalid-command`, `overloaded` and the errors of the store. `overloaded`,
 * `store-locked` and `store-unavailable` are retryable. A failure has written nothing, unless it says
 * `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await pointbook.codes.reportDelivery({ challengeId: text, status: 'failed' });
 * await pointbook.codes.resendCode({ challengeId: text, channel: 'email' });
 * ```
 */
export const reportDelivery = command({
  name: 'reportDelivery',
  route: 'POST /challenges/{challengeId}/delivery',
  input: shape<ReportDeliveryCommand>()(
    strict({
      challengeId: id<ChallengeId>(),
      codes: optional(whole(1)),
      status: oneOf<ReportDeliveryCommand['status']>(['failed', 'delivered']),
    }),
  ),
  failures: { 'unknown-challenge': true },
  joins: 'own-commit',
  reads: challengeReads,
  recall: 'runs-again',
  decide: ({ challengeId, codes, status }, book) =>
    findChallenge(book, challengeId).map((challenge) => {
      const isLast = codes === undefined || codes === challenge.codes;
      if (status === 'failed' && isLast) spareWait(book, challenge);
      return challenge;
    }),
  receipt: (challenge, book): DeliveryReceipt => {
    const { challengeId, codes, memberId, destination } = challenge;
    const counted = budgetsOf(book, memberId, destination);
    const now = budgetNow(counted, book.now);
    const retryAt = checkWait(counted, codesSection.of(book.program), now).match(
      () => new Date(now),
      (refused) => refused.retryAt,
    );
    return { challengeId, codes, retryAt };
  },
});

/** What can go wrong with `reportDelivery`. */
export type ReportDeliveryFailure = FailureOf<typeof reportDelivery>;

function spareWait(book: Book, { memberId, destination, sentAt }: ChallengeRecord): void {
  for (const budget of budgetsOf(book, memberId, destination)) book.put(budgets, withRejection(budget, sentAt));
}
