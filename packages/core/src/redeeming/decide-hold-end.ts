import { ok, type Result } from 'neverthrow';
import { memberChanges } from '../earning/invoice-outcome.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Hold } from '../ledger/hold.ts';
import { inactivityAfter } from '../ledger/lot-for.ts';
import { effect, giveTo, splitLots } from '../ledger/movement.ts';
import { closePosting, lastEntry, post, type Posting } from '../ledger/posting.ts';
import type {
  HoldClosed,
  IdempotencyKeyReused,
  RedemptionNotAllowed,
  UnknownMember,
  UnknownRedemption,
} from '../values/errors.ts';
import { codeRequired } from '../values/code-failures.ts';
import { holdClosed, insufficientPoints, unknownMember, unknownRedemption } from '../values/failures.ts';
import { needsCode } from '../program/redemption-policy.ts';
import {
  accept,
  type Verdict,
  type Decision,
  type DecisionContext,
  type Needs,
  needs,
  refuse,
} from '../records/decision.ts';
import { missingKeys, type RecordKeys, type Known } from '../records/records.ts';
import { commandId } from '../ledger/entry-keys.ts';
import type { RedemptionFailure } from './decide-redemption.ts';
import { openPayer, type Payer, payWith } from './pay-invoice.ts';
import { checkCaptured } from './price-redemption.ts';
import { type CaptureHold, type RedemptionStep, replayOf, stepOf } from './redemption-command.ts';
import { redemptionReceipt, type RedemptionReceipt } from './redemption-receipt.ts';
import { valueOfPart } from './value-of-points.ts';

export type HoldEndFailure = HoldClosed | IdempotencyKeyReused | UnknownMember | UnknownRedemption;

/** The records that ending a hold starts from. */
export function holdEndKeys(step: RedemptionStep): RecordKeys {
  const steps = ['redeem', 'capture', 'release'] as const;
  return { members: [step.memberId], commands: steps.map((name) => stepOf(step, name)) };
}

/** Spends what a hold set aside, even past the end of its lots; what is not captured goes back. */
export function decideCapture(
  command: CaptureHold,
  records: Known,
  context: DecisionContext,
): Decision<RedemptionReceipt, HoldEndFailure | RedemptionFailure> {
  const opened = openHold(command, 'capture', records, context);
  if (!('hold' in opened)) return opened;
  const { hold, held } = opened;
  const points = command.points ?? hold.points;
  // A hold that waits for a code is spent by that code alone.
  const isForbidden = hold.challengeId !== undefined || needsCode(context.program.redeem, points);
  if (isForbidden) return refuse(codeRequired(points));
  if (points > hold.points) return refuse(insufficientPoints(points, hold.points));
  if (hold.rewardId !== null && points < hold.points) return refuse(partOfReward(hold.points));
  return spendHold(command, { ...hold, worth: held.effect.worth ?? 0 }, points, records, context);
}

/** Spends an open hold, or a part of it; whoever calls has judged that it may be. */
export function spendHold(
  command: RedemptionStep,
  hold: Hold & { readonly worth: number },
  points: number,
  records: Known,
  context: DecisionContext,
): Decision<RedemptionReceipt, RedemptionFailure> {
  const payer = openPayer(command.memberId, hold.invoiceId, records, context);
  if (!('buyer' in payer)) return payer;
  const value = valueOfPart(hold.worth, points, hold.points);
  const check: Result<void, RedemptionFailure> = payer.invoice
    ? checkCaptured(context.program.redeem, payer.invoice.record, value, hold.rewardId)
    : ok();
  return check
    .andThen(() => {
      const { posting } = payer.buyer;
      const { first, rest } = splitLots(hold.taken, points);
      const active = inactivityAfter(posting.account, context.program, posting.now, posting.now);
      const back = giveTo(posting.account, rest, posting.now);
      const captured = postEnd(command, 'capture', posting, hold, { ...back, worth: value, ...active });
      const { memberId, redemptionId, actor } = command;
      const paid = { memberId, redemptionId, points, value, taken: first };
      return payWith(payer, captured, paid, actor, context).map((changes) =>
        accept(redemptionReceipt(lastEntry(captured)), changes),
      );
    })
    .match(
      (decided): Decision<RedemptionReceipt, RedemptionFailure> => decided,
      (failure) => refuse(failure),
    );
}

/** Gives back what a hold set aside: it repays debt first, and what has ended meanwhile expires in this commit. */
export function decideRelease(
  command: RedemptionStep,
  records: Known,
  context: DecisionContext,
): Decision<RedemptionReceipt, HoldEndFailure> {
  const opened = openHold(command, 'release', records, context);
  if (!('hold' in opened)) return opened;
  const { hold, payer } = opened;
  const { posting } = payer.buyer;
  const released = postEnd(command, 'release', posting, hold, giveTo(posting.account, hold.taken, posting.now));
  const changes = memberChanges({ ...payer.buyer, posting: closePosting(released) });
  return accept(redemptionReceipt(lastEntry(released)), changes);
}

function partOfReward(points: number): RedemptionNotAllowed {
  const message = `A reward is captured as a whole, for ${points} points; release the hold if it is not taken.`;
  return { kind: 'redemption-not-allowed', rule: 'minimum', message, limit: points };
}

interface OpenHold {
  readonly payer: Payer;
  readonly hold: Hold;
  /** The entry that set the points aside. */
  readonly held: Entry;
}

/** Replay, existence, and whether the hold is still open. */
function openHold(
  step: RedemptionStep,
  name: 'capture' | 'release',
  records: Known,
  context: DecisionContext,
): OpenHold | Needs | Verdict<RedemptionReceipt, HoldEndFailure> {
  const missing = missingKeys(records, holdEndKeys(step));
  if (missing) return needs(missing);
  const replay = replayOf(step, name, records);
  if (replay) return replay;
  const payer = openPayer(step.memberId, null, records, context);
  if (!('buyer' in payer)) return refuse(unknownMember(step.memberId));
  const held = records.commands.get(commandId(stepOf(step, 'redeem')));
  if (!held) return refuse(unknownRedemption(step.redemptionId));
  const hold = payer.buyer.posting.account.holds.find((each) => each.redemptionId === step.redemptionId);
  return hold ? { payer, hold, held } : refuse(holdClosed(step.redemptionId, endOf(step, held, records)));
}

function endOf(step: RedemptionStep, held: Entry, records: Known): HoldClosed['state'] {
  const ended = (name: 'capture' | 'release') => records.commands.get(commandId(stepOf(step, name))) != null;
  if (held.effect.hold === undefined || ended('capture')) return 'captured';
  return ended('release') ? 'released' : 'lapsed';
}

function postEnd(
  step: RedemptionStep,
  name: 'capture' | 'release',
  posting: Posting,
  hold: Hold,
  change: Entry['effect'],
): Posting {
  return post(posting, {
    kind: 'redemption',
    cause: name === 'capture' ? 'hold-captured' : 'hold-released',
    actor: step.actor,
    reference: {
      type: 'redemption',
      id: step.redemptionId,
      ...(hold.rewardId === null ? {} : { detail: hold.rewardId }),
    },
    effect: effect({ ...change, closes: hold.redemptionId }),
    command: { key: stepOf(step, name).key, fingerprint: step.fingerprint },
  });
}
