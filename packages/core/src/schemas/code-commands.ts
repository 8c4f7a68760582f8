import type { Channel } from '../values/channel.ts';
import type { RedeemPointsCommand } from './points-commands.ts';

/**
 * Points to spend once the customer gives the code that is sent. Known by `redemptionId` within its member; exactly one
 * of `memberId` and `phone`, and of `points` and `rewardId`.
 */
export interface RequestRedemptionCommand extends Omit<RedeemPointsCommand, 'memberId'> {
  readonly memberId?: string;
  /** The member's telephone number, in place of the id. */
  readonly phone?: string;
  /** One of the program's; the first over which the member can be reached when left out. */
  readonly channel?: Channel;
  /** The customer's language, such as `id`; the ledger's `locale` when left out. */
  readonly locale?: string;
}

/** The code that the customer read out. What it authorises is stored: nothing else can be said here. */
export interface ConfirmRedemptionCommand {
  readonly challengeId: string;
  /** Digits; spaces and dashes between them are ignored. */
  readonly code: string;
}

/** Another code for the same redemption. */
export interface ResendCodeCommand {
  readonly challengeId: string;
  /** Another of the program's channels; that of the last code when left out. */
  readonly channel?: Channel;
  readonly locale?: string;
}

/** Gives the held points back. */
export interface CancelRedemptionCommand {
  readonly challengeId: string;
  readonly actor?: string;
}

/** Forgets the wrong codes that locked a member. */
export interface UnlockMemberCommand {
  readonly memberId: string;
  /** The staff member who does it. */
  readonly actor: string;
  /** For staff. */
  readonly reason: string;
  readonly idempotencyKey: string;
}

/** What a member is told. Exactly one of `sequence` and `expiringWithinDays`. */
export interface NotifyMemberCommand {
  readonly memberId: string;
  /** An entry that earned or adjusted points. */
  readonly sequence?: number;
  /** The points that end next, where they do so within so many days. */
  readonly expiringWithinDays?: number;
  readonly channel?: Channel;
  readonly locale?: string;
}
