import { ok, type Result } from 'neverthrow';
import type { PointsOverflow } from '../../values/errors.ts';
import type { Activity } from '../../ledger/member-record.ts';
import type { Program } from '../../program/program.ts';
import { hasDayCaps } from './day-caps.ts';
import { type Entitlement, entitlementOf, netOf } from './entitlement.ts';
import type { InvoiceRecord } from '../invoice/invoice-record.ts';
import { withCapsOfDay } from './sale-use.ts';

/** What an invoice should have earned, and the invoice with what the caps of its day left it. */
export interface CappedEntitlement extends Entitlement {
  readonly record: InvoiceRecord;
}

/**
 * What an invoice should have earned within the caps of its day. Where it may rise they are looked up anew, and so they
 * are where it rises without being meant to: a refund may complete its payment, or leave goods that earn more.
 */
export function cappedEntitlement(
  record: InvoiceRecord,
  rules: Program,
  activity: Activity | null,
  mayRise: boolean,
): Result<CappedEntitlement, PointsOverflow> {
  const weigh = (looksUp: boolean) => {
    const capped = activity === null ? record : withCapsOfDay(record, rules, activity, looksUp);
    return entitlementOf(capped, rules, activity).map((entitlement) => ({ ...entitlement, record: capped }));
  };
  return weigh(mayRise).andThen((first) => {
    const mayPass = !mayRise && hasDayCaps(rules) && first.points > netOf(record);
    return mayPass ? weigh(true) : ok(first);
  });
}
