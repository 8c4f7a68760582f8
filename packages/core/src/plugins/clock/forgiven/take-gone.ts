import type { ActorId, InvoiceRecord, Program } from '../../../index.ts';
import { post } from '../../../ledger/posting.ts';
import { type Posting } from '../../../till.ts';
import { withTaken } from '../../../sales/settling/posted/posted-lots.ts';
import { withTakenBack } from '../../../sales/settling/posted/taken-back.ts';
import { replanClawback } from '../replay/replan-clawback.ts';
import type { PaidSale } from '../paid-sale.ts';
import type { RightTime } from '../right-time.ts';
import { wronglyGone } from './wrongly-gone.ts';

/**
 * Takes back what was not taken of a sale only because the clock had ended its points. What was `sought` where it was
 * forgiven, and not found, stays forgiven.
 */
export function takeGone(
  posting: Posting,
  sale: PaidSale,
  rules: Program,
  { actor, sought }: { readonly actor: ActorId; readonly sought: number },
  time: RightTime,
): { readonly posting: Posting; readonly record: InvoiceRecord } {
  const { record } = sale;
  const wrong = wronglyGone(posting.account, sale, rules, sought, time);
  const points = wrong.forgiven + wrong.over;
  if (points === 0) return { posting, record };
  const plan = replanClawback(posting.account, points, sale, rules, { ...time, now: posting.now });
  const { takenBack: old = [] } = record.posted;
  // They stand where the right time would have taken them.
  const { rest } = wrong;
  const at = old.findIndex((part, index) => part !== rest[index]);
  const takenBack = withTakenBack(withTakenBack(rest.slice(0, at), plan.parts, false), rest.slice(at), true);
  return {
    posting: post(posting, {
      kind: 'reversal',
      cause: 'invoice-refunded',
      actor,
      reference: { type: 'invoice', id: record.invoiceId },
      programVersion: rules.version,
      effect: plan.effect,
    }),
    record: { ...record, posted: withTaken(record.posted, takenBack) },
  };
}
