import type { ChallengeId, Channel, InvoiceId, MemberId, RedemptionId } from '../../index.ts';
import { type Book, profiles } from '../../plugin.ts';
import { entryOfStep, ledgerHolds } from '../../till.ts';
import { challenges } from './challenges/challenge.ts';
import { type ChallengeStanding, standingOfChallenge } from './challenges/open-challenge.ts';
import { addressOf, masked } from './code-delivery.ts';
import type { CodeHasher } from './challenges/code-hasher.ts';

/** A redemption that waits for the customer's code. */
export interface CodeReceipt {
  /** What `confirmRedemption`, `resendCode` and `cancelRedemption` ask for. */
  readonly challengeId: ChallengeId;
  /** Whose points are held. */
  readonly memberId: MemberId;
  /** The id of the redemption, as the request named it. */
  readonly redemptionId: RedemptionId;
  /** The number of the entry that holds the points. */
  readonly sequence: number;
  /**
   * How it stands when the command is answered: it waits for its code, or what ended it, such as the void of the sale.
   */
  readonly state: ChallengeStanding;
  /** Points held by the request. */
  readonly points: number;
  /** What they are worth, in minor units. */
  readonly value: number;
  /** The reward that they buy; null where they pay money. */
  readonly rewardId: string | null;
  /** The invoice that they pay, if any. */
  readonly invoiceId: InvoiceId | null;
  /** Over which channel the code went. */
  readonly channel: Channel;
  /** Where the code went, all but its end or its domain hidden; null once the profile no longer has that address. */
  readonly destination: string | null;
  /** How many codes were sent for it; only the last one counts. */
  readonly codes: number;
  /** From this instant on the code is no longer good. */
  readonly expiresAt: Date;
  /** When the hold lapses, and its points are free again. */
  readonly deadline: Date;
}

/** What a challenge tells: what was asked for, and how it stands by now. */
export function codeReceipt(book: Book, hasher: CodeHasher, of: ChallengeId): CodeReceipt {
  const challenge = book.get(challenges, of);
  ledgerHolds(challenge !== null, 'a hold that waits for a code has its challenge');
  const { challengeId, memberId, redemptionId, points, value, rewardId, invoiceId, channel, codes } = challenge;
  const held = entryOfStep(book, challenge, 'redeem');
  ledgerHolds(held !== null, 'a challenge has the entry of its hold');
  const profile = book.get(profiles, memberId);
  const address = profile && addressOf(profile, channel);
  const isThere = address !== null && hasher.destinationOf(address) === challenge.destination;
  return {
    challengeId,
    memberId,
    redemptionId,
    sequence: held.sequence,
    state: standingOfChallenge(book, hasher, challenge).state,
    points,
    value,
    rewardId,
    invoiceId,
    channel,
    destination: isThere ? masked(address) : null,
    codes,
    expiresAt: new Date(challenge.expiresAt),
    deadline: new Date(challenge.deadline),
  };
}
