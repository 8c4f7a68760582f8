import { err, ok, type Result } from 'neverthrow';
import { availablePoints } from '../ledger/account.ts';
import type { Effect, Entry } from '../ledger/entry.ts';
import type { Hold } from '../ledger/hold.ts';
import { inactivityAfter } from '../ledger/lot-for.ts';
import { effect, takeFrom } from '../ledger/movement.ts';
import { lastEntry, post, type Posting } from '../ledger/posting.ts';
import type {
  ClawbackRefused,
  CodeRequired,
  IdempotencyKeyReused,
  InsufficientPoints,
  InvoiceHasMember,
  PointsOverflow,
  RedemptionNotAllowed,
  UnknownInvoice,
  UnknownMember,
  UnknownReward,
} from '../values/errors.ts';
import { codeRequired } from '../values/code-failures.ts';
import { insufficientPoints } from '../values/failures.ts';
import { type Instant, lastInstant } from '../values/instant.ts';
import { needsCode } from '../program/redemption-policy.ts';
import { accept, type Decision, type DecisionContext, needs, refuse } from '../records/decision.ts';
import { type Changes, missingKeys, type RecordKeys, type Known } from '../records/records.ts';
import { memberChanges } from '../earning/invoice-outcome.ts';
import { openPayer, type Payer, payWith } from './pay-invoice.ts';
import { type Price, priceRedemption } from './price-redemption.ts';
import { type HoldPoints, type RedeemPoints, replayOf, stepOf } from './redemption-command.ts';
import { redemptionReceipt, type RedemptionReceipt } from './redemption-receipt.ts';

export type RedemptionFailure =
  | ClawbackRefused
  | CodeRequired
  | IdempotencyKeyReused
  | InsufficientPoints
  | InvoiceHasMember
  | PointsOverflow
  | RedemptionNotAllowed
  | UnknownInvoice
  | UnknownMember
  | UnknownReward;

/** The records that redeeming or holding starts from. */
export function redeemKeys(command: RedeemPoints): RecordKeys {
  const { memberId, invoiceId } = command;
  return {
    members: [memberId],
    invoices: invoiceId === null ? [] : [invoiceId],
    commands: [stepOf(command, 'redeem')],
  };
}

/** Spends points in one step: earliest end first, and only what is available. Where a code is needed, it is refused. */
export function decideRedeem(
  command: RedeemPoints,
  records: Known,
  context: DecisionContext,
): Decision<RedemptionReceipt, RedemptionFailure> {
  return decideSpending(command, records, context, (payer, price) => {
    const { posting } = payer.buyer;
    const taken = takeFrom(posting.account, price.points, posting.now);
    const active = inactivityAfter(posting.account, context.program, posting.now, posting.now);
    const spent = postStep(command, posting, 'points-redeemed', effect({ taken, worth: price.value, ...active }));
    const { memberId, redemptionId, actor } = command;
    const paid = { memberId, redemptionId, ...price, taken };
    return payWith(payer, spent, paid, actor, context).map((changes) => ({ entry: lastEntry(spent), changes }));
  });
}

/** Sets points aside until they are captured, released, or the deadline passes. */
export function decideHold(
  command: HoldPoints,
  records: Known,
  context: DecisionContext,
): Decision<RedemptionReceipt, RedemptionFailure> {
  return decideSpending(command, records, context, (payer, price) => ok(holdFor(command, payer, price, context)));
}

/** A hold of points that are available. */
export function holdFor(
  command: HoldPoints,
  { buyer }: Payer,
  { points, value }: Price,
  context: DecisionContext,
): { readonly hold: Hold; readonly entry: Entry; readonly changes: Partial<Changes> } {
  const { posting } = buyer;
  const { redemptionId, challengeId, what, invoiceId } = command;
  const taken = takeFrom(posting.account, points, posting.now);
  const minutes = command.holdMinutes ?? context.program.redeem.holdMinutes;
  const deadline = Math.min(posting.now + minutes * 60_000, lastInstant) as Instant;
  const rewardId = 'rewardId' in what ? what.rewardId : null;
  const waiting = challengeId === null ? {} : { challengeId };
  const hold = { redemptionId, points, taken, deadline, invoiceId, rewardId, ...waiting };
  const held = postStep(command, posting, 'points-held', effect({ taken, hold, worth: value }));
  return { hold, entry: lastEntry(held), changes: memberChanges({ ...buyer, posting: held }) };
}

type Spending = Result<{ readonly entry: Entry; readonly changes: Partial<Changes> }, PointsOverflow | ClawbackRefused>;

/** Replay, existence, the program's limits, then the balance; `spend` writes. */
function decideSpending(
  command: RedeemPoints,
  records: Known,
  context: DecisionContext,
  spend: (payer: Payer, price: Price) => Spending,
): Decision<RedemptionReceipt, RedemptionFailure> {
  const missing = missingKeys(records, redeemKeys(command));
  if (missing) return needs(missing);
  const replay = replayOf(command, 'redeem', records);
  if (replay) return replay;
  const payer = openPayer(command.memberId, command.invoiceId, records, context);
  if (!('buyer' in payer)) return payer;
  const policy = context.program.redeem;
  return priceRedemption(policy, command, payer.invoice?.record ?? null)
    .andThen((price) => (needsCode(policy, price.points) ? err(codeRequired(price.points)) : ok(price)))
    .andThen((price) =>
      price.points > usable(payer) ? err(insufficientPoints(price.points, usable(payer))) : ok(price),
    )
    .andThen((price) => spend(payer, price))
    .match(
      ({ entry, changes }): Decision<RedemptionReceipt, RedemptionFailure> => accept(redemptionReceipt(entry), changes),
      (failure) => refuse(failure),
    );
}

function usable({ buyer: { posting } }: Payer): number {
  return availablePoints(posting.account, posting.now);
}

function postStep(
  command: RedeemPoints,
  posting: Posting,
  cause: 'points-redeemed' | 'points-held',
  change: Effect,
): Posting {
  const reward = 'rewardId' in command.what ? { detail: command.what.rewardId } : {};
  return post(posting, {
    kind: 'redemption',
    cause,
    actor: command.actor,
    reference: { type: 'redemption', id: command.redemptionId, ...reward },
    effect: change,
    command: { key: stepOf(command, 'redeem').key, fingerprint: command.fingerprint },
  });
}
