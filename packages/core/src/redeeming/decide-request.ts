import { availablePoints } from '../ledger/account.ts';
import type { Channel } from '../values/channel.ts';
import { tooManyCodes } from '../values/code-failures.ts';
import type { MemberLocked, TooManyCodes } from '../values/errors.ts';
import { idempotencyKeyReused, insufficientPoints, unknownMember } from '../values/failures.ts';
import type { ChallengeId, InvoiceId, MemberId, Phone } from '../values/ids.ts';
import { invariant } from '../values/invariant.ts';
import { accept, type Decision, type DecisionContext, needs, refuse, type Verdict } from '../records/decision.ts';
import { type Known, missingKeys, type RecordKeys } from '../records/records.ts';
import { commandId } from '../ledger/entry-keys.ts';
import type { CodeKeeper } from './code-keeper.ts';
import { type CodeReceipt, codeReceipt } from './code-receipt.ts';
import { codeWay, type NoCodeWay } from './code-way.ts';
import { holdFor, type RedemptionFailure } from './decide-redemption.ts';
import {
  budgetNow,
  budgetKeys,
  budgetsOf,
  issueCode,
  type IssuedCode,
  issuedBefore,
  lockOf,
  waitOf,
} from './issue-code.ts';
import { openPayer } from './pay-invoice.ts';
import { priceRedemption } from './price-redemption.ts';
import { type HoldPoints, type RedeemPoints, stepOf } from './redemption-command.ts';

/** A redemption to be authorised with a code, checked; what is random about it was drawn before. */
export interface RequestRedemption extends Pick<RedeemPoints, 'redemptionId' | 'what' | 'saleTotal' | 'actor'> {
  readonly by: { readonly memberId: MemberId } | { readonly phone: Phone };
  readonly invoiceId: InvoiceId | null;
  readonly channel: Channel | null;
  readonly challengeId: ChallengeId;
  readonly code: string;
  /** Of a phone no trace is to stay in the ledger: the member stands for it. */
  fingerprintFor(memberId: MemberId): string;
}

/** What a process needs to send and check codes. */
export interface CodeDesk {
  readonly keeper: CodeKeeper;
  /** The channels over which it can send. */
  readonly served: readonly Channel[];
}

/** The receipt of a request, and the code to send; null where it was asked for before. */
export interface Requested {
  readonly receipt: CodeReceipt;
  readonly issued: IssuedCode | null;
}

export type RequestFailure = RedemptionFailure | NoCodeWay | TooManyCodes | MemberLocked;

/** The records that a request starts from. */
export function requestKeys({ by, redemptionId, invoiceId, challengeId }: RequestRedemption): RecordKeys {
  const named = { invoices: invoiceId === null ? [] : [invoiceId], challenges: [challengeId] };
  return 'phone' in by ? { phones: [by.phone], ...named } : { ...keysOf(by.memberId, redemptionId), ...named };
}

function keysOf(memberId: MemberId, redemptionId: RequestRedemption['redemptionId']): RecordKeys {
  return {
    members: [memberId],
    profiles: [memberId],
    budgets: [`member:${memberId}`],
    commands: [{ memberId, key: `redeem:${redemptionId}` }],
  };
}

/** Sets points aside for a code that the customer is sent. Replay, existence, policy, budgets, then the balance. */
export function decideRequest(
  command: RequestRedemption,
  desk: CodeDesk,
  records: Known,
  context: DecisionContext,
): Decision<Requested, RequestFailure> {
  const { by, redemptionId, invoiceId } = command;
  const missing = missingKeys(records, requestKeys(command));
  if (missing) return needs(missing);
  const memberId = 'phone' in by ? records.phones.get(by.phone) : by.memberId;
  if (!memberId) return refuse(unknownMember(null));
  const others = missingKeys(records, keysOf(memberId, redemptionId));
  if (others) return needs(others);

  const hold = holdOf(command, memberId);
  const replay = replayOf(hold, command, desk, records, context);
  if (replay) return replay;
  // Whoever had the phone before asked for the same: a challenge stays that member's.
  if (records.challenges.get(command.challengeId)) return reused(hold);
  const payer = openPayer(memberId, invoiceId, records, context);
  if (!('buyer' in payer)) return payer;
  const profile = records.profiles.get(memberId);
  invariant(profile != null, 'a member has a profile');

  const policy = context.program.redeem;
  const price = priceRedemption(policy, hold, payer.invoice?.record ?? null);
  if (price.isErr()) return refuse(price.error);
  const way = codeWay(profile, policy.codes, desk.served, command.channel);
  if (way.isErr()) return refuse(way.error);
  const destination = desk.keeper.destinationOf(way.value.address);
  const budgetless = missingKeys(records, { budgets: budgetKeys(memberId, destination) });
  if (budgetless) return needs(budgetless);

  const budgets = budgetsOf(memberId, destination, records);
  const { posting } = payer.buyer;
  const now = budgetNow(budgets, posting.now);
  const refusal = lockOf(budgets, memberId, policy.codes, now) ?? waitOf(budgets, policy.codes, now);
  if (refusal) return refuse(refusal);
  const available = availablePoints(posting.account, posting.now);
  if (price.value.points > available) return refuse(insufficientPoints(price.value.points, available));

  const held = holdFor(hold, payer, price.value, context);
  const { challengeId, code, actor } = command;
  const { points, value } = price.value;
  const { deadline, rewardId } = held.hold;
  // A budget may know of a later time than a clock that was set back: the code would have ended before it was sent.
  if (now >= deadline) return refuse(tooManyCodes('between-sends', now));
  const unissued = { challengeId, memberId, redemptionId, points, value, rewardId, invoiceId, actor, deadline };
  const { issued, changes } = issueCode(
    { ...unissued, attempts: 0, state: 'open', usedBy: null },
    1,
    { ...way.value, code, destination },
    budgets,
    now,
    desk.keeper,
    context,
  );
  const receipt = codeReceipt(issued.challenge, profile, desk.keeper);
  return accept({ receipt, issued }, { ...held.changes, ...changes });
}

function holdOf(command: RequestRedemption, memberId: MemberId): HoldPoints {
  const { redemptionId, actor, what, invoiceId, saleTotal, challengeId } = command;
  const fingerprint = command.fingerprintFor(memberId);
  return { memberId, redemptionId, actor, fingerprint, what, invoiceId, saleTotal, holdMinutes: null, challengeId };
}

/** The receipt of a request that was made before: nothing is sent for it, unless it was made by this very call. */
function replayOf(
  hold: HoldPoints,
  { code }: RequestRedemption,
  { keeper }: CodeDesk,
  records: Known,
  { program }: DecisionContext,
): Decision<Requested, RequestFailure> | null {
  const known = records.commands.get(commandId(stepOf(hold, 'redeem')));
  if (!known) return null;
  const challengeId = known.effect.hold?.challengeId;
  if (known.command?.fingerprint !== hold.fingerprint || challengeId === undefined) return reused(hold);
  const missing = missingKeys(records, { challenges: [challengeId] });
  if (missing) return needs(missing);
  const challenge = records.challenges.get(challengeId);
  invariant(challenge != null, 'a hold that waits for a code has its challenge');
  const profile = records.profiles.get(hold.memberId) ?? null;
  const receipt = codeReceipt(challenge, profile, keeper);
  const isOwn = challenge.state === 'open' && keeper.isCode(program.programId, challenge, code);
  if (!isOwn || profile === null) return accept({ receipt, issued: null });
  const { memberId, destination } = challenge;
  const budgetless = missingKeys(records, { budgets: budgetKeys(memberId, destination) });
  if (budgetless) return needs(budgetless);
  const budgets = budgetsOf(memberId, destination, records);
  return accept({ receipt, issued: issuedBefore(challenge, profile, code, budgets) });
}

function reused({ redemptionId }: HoldPoints): Verdict<never, RequestFailure> {
  return refuse(idempotencyKeyReused('redemptionId', redemptionId));
}
