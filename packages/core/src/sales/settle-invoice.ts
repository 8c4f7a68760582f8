import { err, ok, type Result } from 'neverthrow';
import type { CommandMark, EntryCause, Reference } from '../ledger/entry.ts';
import { inactivityAfter, lotFor } from '../ledger/lot-for.ts';
import { effect, giveTo } from '../ledger/movement.ts';
import { post, wouldOverflow, wouldOverflowDebt } from '../ledger/posting.ts';
import type { PointsOverflow } from '../values/errors.ts';
import { pointsOverflow } from '../values/failures.ts';
import type { ActorId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import { isWhole } from '../values/points.ts';
import { businessDateOf } from '../values/calendar.ts';
import type { Program } from '../program/program.ts';
import type { InvoiceRecord } from './invoice-record.ts';
import type { Withheld } from './invoice-receipt.ts';
import type { Explanation } from '../program/explanation.ts';
import type { Buyer } from './buyer.ts';
import { bookCapUse, hasDayCaps } from './day-caps.ts';
import { entitlementOf, withCapsOfDay } from './entitlement.ts';
import { isCovered } from './kept-sale.ts';
import { type Clawback, planClawback } from './plan-clawback.ts';
import type { Named } from '../values/errors.ts';

/** What is to be settled, and how its entry is to be labelled. */
export interface SettlementOrder {
  readonly record: InvoiceRecord;
  /** The rules that the invoice was saved under. */
  readonly rules: Program;
  readonly buyer: Buyer | null;
  /** A refund only takes back, unless it makes the rest paid in full. */
  readonly mayEarn: boolean;
  /** Whether what the member no longer has is owed or forgiven by the program's policy; a payment only takes what is there. */
  readonly mayOwe: boolean;
  /** When it happened in business terms: sold, paid, refunded. */
  readonly at: Instant;
  readonly cause: EntryCause;
  readonly actor: ActorId;
  readonly reference: Reference;
  /** A command known by its entry leaves one even where nothing changes. */
  readonly command: CommandMark | null;
}

export interface Settlement {
  readonly record: InvoiceRecord;
  readonly buyer: Buyer | null;
  /** Points posted: earned when positive, taken back when negative. */
  readonly change: number;
  readonly clawback: Clawback | null;
  readonly withheld: Withheld | null;
  readonly explanation: Explanation;
}

/**
 * Posts the difference between what an invoice should have earned by its facts and what was posted for it. Saves,
 * edits, payments, refunds, claims and points as payment all change facts and then settle.
 */
export function settleInvoice(order: SettlementOrder): Result<Settlement, PointsOverflow | ClawbackRefused> {
  const { rules, buyer } = order;
  const isPaidNow = waitsForPayment(order) && isCovered(order.record);
  const dated = isPaidNow ? { ...order.record, coveredAt: order.at } : order.record;
  const record = buyer === null ? dated : withCapsOfDay(dated, rules, buyer.activity);
  return entitlementOf(record, rules).andThen(({ points, withheld, explanation }) => {
    const unchanged = { record, buyer, change: 0, clawback: null, withheld, explanation };
    if (buyer === null) return ok(unchanged);
    const change = points - (record.posted.earned - record.posted.clawedBack);
    const settled = { ...order, record, buyer };
    if (change < 0) return clawBack(settled, -change, unchanged);
    const unverified = rules.earn.requireVerifiedEmail && !buyer.emailVerified;
    if (change > 0 && order.mayEarn && !unverified) return earn(settled, change, unchanged);
    const silent = order.command === null ? unchanged : { ...unchanged, buyer: mark(settled) };
    return ok(change > 0 && unverified ? { ...silent, withheld: 'email-unverified' as const } : silent);
  });
}

/** Takes back all that an invoice's member has of it, because the invoice goes to another. */
export function revokeInvoice(
  order: SettlementOrder & { readonly buyer: Buyer },
): Result<Settlement, PointsOverflow | ClawbackRefused> {
  const { record, rules } = order;
  const points = record.posted.earned - record.posted.clawedBack;
  return entitlementOf(record, rules).andThen(({ withheld, explanation }) => {
    const unchanged = { record, buyer: order.buyer, change: 0, clawback: null, withheld, explanation };
    return points > 0 ? clawBack(order, points, unchanged) : ok(unchanged);
  });
}

function waitsForPayment({ record, rules }: SettlementOrder): boolean {
  return rules.earn.trigger === 'on-full-payment' && record.coveredAt === null;
}

type Ready = SettlementOrder & { readonly buyer: Buyer };

function earn(order: Ready, points: number, unchanged: Settlement): Result<Settlement, PointsOverflow> {
  const { record, rules, buyer } = order;
  const { account, now } = buyer.posting;
  const earned = record.posted.earned + points;
  if (wouldOverflow(buyer.posting, points) || !isWhole(earned)) return err(pointsOverflow());
  const earnedAt = earnedAtOf(record, rules, order.at);
  const lot = record.posted.lot ?? lotFor(rules, earnedAt);
  const posting = post(buyer.posting, {
    ...labels(order),
    kind: 'earn',
    effect: { ...giveTo(account, [{ ...lot, points }], now), ...inactivityAfter(account, rules, earnedAt, now) },
  });
  const booked = hasDayCaps(rules)
    ? bookCapUse(
        buyer.activity,
        record.posted,
        businessDateOf(record.sale.soldAt, rules.timeZone),
        unchanged.explanation,
      )
    : { activity: buyer.activity, capUse: record.posted.capUse };
  const posted = { ...record.posted, earned, lot, earnedAt: record.posted.earnedAt ?? now, capUse: booked.capUse };
  return ok({
    ...unchanged,
    record: { ...record, posted },
    buyer: { ...buyer, posting, activity: booked.activity },
    change: points,
  });
}

function clawBack(
  order: Ready,
  points: number,
  unchanged: Settlement,
): Result<Settlement, ClawbackRefused | PointsOverflow> {
  const { record, rules, buyer, mayOwe } = order;
  const { account, now } = buyer.posting;
  const policy = mayOwe ? rules.refund.clawback : 'within-balance';
  const clawback = planClawback(account, points, record, policy, now);
  if (policy === 'refuse' && clawback.forgiven > 0) return err(clawbackRefused(points, points - clawback.forgiven));
  if (wouldOverflowDebt(buyer.posting, clawback.debt)) return err(pointsOverflow());
  const found = clawback.taken + clawback.lapsed + clawback.debt;
  const silent = order.command === null && found === 0;
  const posting = silent
    ? buyer.posting
    : post(buyer.posting, { ...labels(order), kind: 'reversal', effect: clawback.effect });
  // What a refund forgives counts as taken back; what a payment did not find waits for the next refund or edit.
  const counted = mayOwe ? points : found;
  const posted = { ...record.posted, clawedBack: record.posted.clawedBack + counted };
  return ok({
    ...unchanged,
    record: { ...record, posted },
    buyer: { ...buyer, posting },
    change: 0 - counted,
    clawback,
  });
}

function mark(order: Ready): Buyer {
  return { ...order.buyer, posting: post(order.buyer.posting, { ...labels(order), kind: 'earn', effect: effect({}) }) };
}

function labels({ cause, actor, reference, command, at }: SettlementOrder) {
  return { cause, actor, reference, command, effectiveAt: at };
}

function earnedAtOf({ sale, coveredAt }: InvoiceRecord, { earn: { trigger } }: Program, at: Instant): Instant {
  return trigger === 'on-invoice-saved' ? sale.soldAt : (coveredAt ?? at);
}

/** The program refuses clawbacks that the member's points do not cover; nothing was recorded. */
export interface ClawbackRefused extends Named<'clawback-refused'> {
  /** The points that would be taken back. */
  readonly clawback: number;
  /** The points that the member has for it. */
  readonly available: number;
}

function clawbackRefused(clawback: number, available: number): ClawbackRefused {
  return {
    kind: 'clawback-refused',
    message: `This takes back ${clawback} points, but the member has only ${available} that are not held, and the program refuses debt. Take back less, or set refund.clawback of the program.`,
    clawback,
    available,
  };
}
