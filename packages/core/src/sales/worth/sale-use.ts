import { businessDateOf } from '../../values/calendar.ts';
import type { BusinessDate } from '../../values/instant.ts';
import type { Activity } from '../../ledger/member-record.ts';
import { activeRulesOf } from '../../program/evaluating/active-rules.ts';
import type { Explanation } from '../../program/evaluating/explanation.ts';
import type { Program } from '../../program/program.ts';
import { bookCapUse, freeCapUse, hasDayCaps, usedByOthers } from './day-caps.ts';
import type { InvoiceRecord } from '../invoice/invoice-record.ts';

// What a sale uses of its member: the first purchase, and the caps of its day. It uses them when it earns.

/** A sale, and its member's past. */
export interface SaleUse {
  readonly record: InvoiceRecord;
  readonly activity: Activity;
}

/** Whether a sale is its member's first purchase, if it earns: no other sale is. */
export function isFirstPurchase({ invoiceId }: InvoiceRecord, { firstPurchase = invoiceId }: Activity): boolean {
  return firstPurchase === invoiceId;
}

/** Whether the rules ask for a first purchase, and the sale has not earned yet, so that it is still open. */
export function isFirstPurchaseOpen({ context }: InvoiceRecord, rules: Program): boolean {
  return (
    context !== null && context.firstPurchase === undefined && activeRulesOf(rules).facts.includes('firstPurchase')
  );
}

/**
 * What other sales leave of the caps of the day: looked up anew where the sale may rise, and else kept once it has used
 * them.
 */
export function withCapsOfDay(
  record: InvoiceRecord,
  rules: Program,
  activity: Activity,
  mayRise: boolean,
): InvoiceRecord {
  const { context, posted } = record;
  if (context === null || !hasDayCaps(rules)) return record;
  if (!mayRise && Object.keys(posted.capUse).length > 0) return record;
  const earnedToday = usedByOthers(activity, rules, dayOf(record, rules), posted.capUse);
  return { ...record, context: { ...context, earnedToday } };
}

/** What a sale has earned. */
interface Earned {
  /** What its rules give, once nothing withholds it. */
  readonly explanation: Explanation;
  /** What it has of that by now: less, while an edit that raised it waits for its payment. */
  readonly points: number;
  /** Whether it had nothing before. */
  readonly begins: boolean;
}

/**
 * Notes what a sale that earns uses. Only a sale that begins to earn takes the first purchase: one that earned as a
 * later purchase stays that, though the first one was voided meanwhile.
 */
export function bookUse(
  { record, activity }: SaleUse,
  rules: Program,
  { explanation, points, begins }: Earned,
): SaleUse {
  const { context, posted, invoiceId } = record;
  const isOpen = isFirstPurchaseOpen(record, rules);
  const named =
    context !== null && isOpen
      ? { ...record, context: { ...context, firstPurchase: isFirstPurchase(record, activity) } }
      : record;
  const takes = activity.firstPurchase === undefined && (isOpen || (begins && context?.firstPurchase === undefined));
  const counted = takes ? { ...activity, firstPurchase: invoiceId } : activity;
  if (!hasDayCaps(rules)) return { record: named, activity: counted };
  const booked = bookCapUse(counted, posted.capUse, dayOf(record, rules), explanation, points);
  return { record: { ...named, posted: { ...named.posted, capUse: booked.capUse } }, activity: booked.activity };
}

/** Frees what a sale has used of the caps of its day. */
export function freeDay({ record, activity }: SaleUse, rules: Program): SaleUse {
  const { posted } = record;
  if (Object.keys(posted.capUse).length === 0) return { record, activity };
  return {
    record: { ...record, posted: { ...posted, capUse: {} } },
    activity: freeCapUse(activity, posted.capUse, dayOf(record, rules)),
  };
}

/** Frees the first purchase of a member, where it is that sale. Whether it is the first one is open again. */
export function freeFirstPurchase({ record, activity }: SaleUse): SaleUse {
  const { firstPurchase, ...others } = activity;
  const { context } = record;
  const { firstPurchase: _decided, ...facts } = context ?? { earnedToday: {} };
  return {
    record: context === null ? record : { ...record, context: facts },
    activity: firstPurchase === record.invoiceId ? others : activity,
  };
}

function dayOf({ sale }: InvoiceRecord, rules: Program): BusinessDate {
  return businessDateOf(sale.soldAt, rules);
}
