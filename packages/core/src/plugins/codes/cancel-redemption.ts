import { err, ok, type Result } from 'neverthrow';
import type { ActorId, ChallengeId, Entry } from '../../index.ts';
import { type Book, command, type FailureOf } from '../../plugin.ts';
import { entryOfStep, holdReads, openHold, putRelease, redemptionReceipt, systemActor } from '../../till.ts';
import { id, optional, shape, strict } from '../../shapes.ts';
import { type ChallengeRecord, challenges } from './challenges/challenge.ts';
import {
  challengeClosed,
  type ChallengeClosed,
  challengeReads,
  findChallenge,
  type UnknownChallenge,
} from './challenges/open-challenge.ts';

/** Gives the held points back. */
export interface CancelRedemptionCommand {
  /** As the receipt of `requestRedemption` names it. */
  readonly challengeId: string;
  /** Who does it; `system` when left out. */
  readonly actor?: string | undefined;
}

/**
 * Gives back the points of a redemption that waits for its code, whether or not the code can still be used.
 *
 * @remarks It needs no secret. Of concurrent calls that confirm or cancel one redemption, the first that is committed
 * ends it; the others fail with `challenge-closed`. The same command again answers what it did before.
 *
 * Fails with `unknown-challenge`, `challenge-closed`, `invalid-command`, `overloaded` and the errors of the store.
 * `overloaded`, `store-locked` and `store-unavailable` are retryable. A failure has written nothing, unless it says
 * `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await pointbook.codes.cancelRedemption({ challengeId: text, actor: 'staff-3' });
 * ```
 */
export const cancelRedemption = command({
  name: 'cancelRedemption',
  route: 'POST /challenges/{challengeId}/cancel',
  input: shape<CancelRedemptionCommand>()(strict({ challengeId: id<ChallengeId>(), actor: optional(id<ActorId>()) })),
  failures: { 'unknown-challenge': true, 'challenge-closed': true },
  joins: 'own-commit',
  identity: ({ challengeId, actor = systemActor }) => ({ challengeId, actor }),
  reads: challengeReads,
  recall: {
    find({ challengeId }, book, fingerprint) {
      const challenge = book.get(challenges, challengeId);
      if (challenge === null) return null;
      book.demand(holdReads(challenge));
      const released = entryOfStep(book, challenge, 'release');
      // Where staff released the hold, or another actor cancelled it, this command was not done.
      return released?.command?.fingerprint === fingerprint ? { fingerprint, did: released } : null;
    },
  },
  decide: ({ challengeId, actor }, book, fingerprint): Result<Entry, UnknownChallenge | ChallengeClosed> =>
    findChallenge(book, challengeId).andThen((challenge) => cancel(book, challenge, actor, fingerprint)),
  receipt: redemptionReceipt,
});

/** What can go wrong with `cancelRedemption`. */
export type CancelRedemptionFailure = FailureOf<typeof cancelRedemption>;

/** Gives the points back and closes the challenge, unless its code was used. */
function cancel(
  book: Book,
  challenge: ChallengeRecord,
  actor: ActorId | undefined,
  fingerprint: string,
): Result<Entry, ChallengeClosed> {
  const { challengeId, memberId, redemptionId, state } = challenge;
  const of = { memberId, redemptionId, actor };
  const opened = openHold(book, of);
  if (opened.isOk()) {
    const entry = putRelease(book, of, opened.value, fingerprint);
    book.put<ChallengeRecord>(challenges, { ...challenge, state: 'cancelled' });
    return ok(entry);
  }
  if (state === 'used' || state === 'cancelled') return err(challengeClosed(challengeId, state));
  const isLapsed = opened.error.kind === 'hold-closed' && opened.error.state === 'lapsed';
  return err(challengeClosed(challengeId, isLapsed ? 'lapsed' : 'cancelled'));
}
