import { err, ok, type Result } from 'neverthrow';
import type { Book } from '../../kernel/book.ts';
import type { Ref } from '../../kernel/record.ts';
import type { Effect, Entry } from '../../ledger/entry.ts';
import type { Hold } from '../../ledger/hold.ts';
import { accounts } from '../../ledger/ledger-kinds.ts';
import type { Lot } from '../../ledger/lot.ts';
import { endHold, type Posting } from '../../ledger/posting.ts';
import type { Buyer } from '../../sales/invoice/buyer.ts';
import type { Named, UnknownMember } from '../../values/errors.ts';
import { openRedeemer } from '../redemption/payer.ts';
import { actorOf, entryOfStep, markOfStep, type RedemptionCommand, stepRef } from '../redemption/redemption-steps.ts';

/** The member has no such redemption. */
export interface UnknownRedemption extends Named<'unknown-redemption'> {
  /** The id that was given. */
  readonly redemptionId: string;
}

/** The hold has ended already. */
export interface HoldClosed extends Named<'hold-closed'> {
  /** The id that was given. */
  readonly redemptionId: string;
  /** How it ended. */
  readonly state: 'captured' | 'released' | 'lapsed';
}

/** A hold that can still be captured or released. */
export interface OpenHold {
  readonly buyer: Buyer;
  readonly hold: Hold;
  /** The entry that set the points aside. */
  readonly held: Entry;
}

/** The records that ending a hold starts from. */
export function holdReads(of: RedemptionCommand): readonly Ref[] {
  return [accounts.at(of.memberId), stepRef(of, 'redeem'), stepRef(of, 'capture'), stepRef(of, 'release')];
}

/** Opens a hold, and the account that it is on: existence, then whether the hold has ended. */
export function openHold(
  book: Book,
  of: RedemptionCommand,
): Result<OpenHold, UnknownMember | UnknownRedemption | HoldClosed> {
  const { memberId, redemptionId } = of;
  return openRedeemer(book, memberId).andThen((buyer): Result<OpenHold, UnknownRedemption | HoldClosed> => {
    const held = entryOfStep(book, of, 'redeem');
    if (held === null) return err(unknownRedemption(redemptionId));
    const hold = buyer.posting.account.holds.find((each) => each.redemptionId === redemptionId);
    return hold ? ok({ buyer, hold, held }) : err(holdClosed(redemptionId, endOfHold(book, of, held)));
  });
}

/** Posts the end of a hold, of which some points come back, and names its entry. */
export function postEnd(
  posting: Posting,
  of: RedemptionCommand,
  fingerprint: string,
  step: 'capture' | 'release',
  hold: Hold,
  back: readonly Lot[],
  change: Effect = {},
): { readonly posting: Posting; readonly entry: Entry } {
  const { redemptionId, rewardId } = hold;
  const ended = endHold(posting, hold, back, {
    cause: step === 'capture' ? 'hold-captured' : 'hold-released',
    actor: actorOf(of),
    reference: { type: 'redemption', id: redemptionId, ...(rewardId === null ? {} : { detail: rewardId }) },
    effect: change,
    command: markOfStep(of, step, fingerprint),
  });
  return { posting: ended, entry: ended.entries[posting.entries.length] as Entry };
}

/** How a hold ended that is not open any more. */
export function endOfHold(book: Book, of: RedemptionCommand, held: Entry): HoldClosed['state'] {
  if (held.effect.hold === undefined || entryOfStep(book, of, 'capture') !== null) return 'captured';
  return entryOfStep(book, of, 'release') === null ? 'lapsed' : 'released';
}

function unknownRedemption(redemptionId: string): UnknownRedemption {
  return {
    kind: 'unknown-redemption',
    message: `The member has no redemption ${JSON.stringify(redemptionId)}; hold the points first.`,
    redemptionId,
  };
}

const givenBack =
  ' Spent points come back by a refund or void of the sale that they paid, or by undoRedemption if that was a mistake.';

function holdClosed(redemptionId: string, state: HoldClosed['state']): HoldClosed {
  return {
    kind: 'hold-closed',
    message: `The hold of redemption ${JSON.stringify(redemptionId)} has ${state === 'lapsed' ? '' : 'been '}${state} already; use a new redemption id to hold points again.${state === 'captured' ? givenBack : ''}`,
    redemptionId,
    state,
  };
}
