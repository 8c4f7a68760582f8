import type { ActorId, InvoiceRecord, Program } from '../../index.ts';
import { post, type Posting, withTakenBack } from '../../till.ts';
import { clawBack } from './claw-back.ts';
import type { PaidSale } from './paid-sale.ts';
import type { RightTime } from './right-time.ts';
import { wronglyGone } from './wrongly-gone.ts';

/** Takes back what was not taken of a sale only because the clock had ended its points. */
export function takeGone(
  posting: Posting,
  sale: PaidSale,
  rules: Program,
  actor: ActorId,
  time: RightTime,
): { readonly posting: Posting; readonly record: InvoiceRecord } {
  const { record } = sale;
  const wrong = wronglyGone(posting.account, sale, rules, time);
  const points = wrong.forgiven + wrong.over;
  if (points === 0) return { posting, record };
  const plan = clawBack(posting.account, points, sale, rules, { ...time, now: posting.now });
  const { forgiven: before = 0, takenBack: old = [], ...others } = record.posted;
  const forgiven = before - wrong.forgiven + plan.forgiven;
  // They stand where the right time would have taken them.
  const { rest } = wrong;
  const at = old.findIndex((part, index) => part !== rest[index]);
  const takenBack = withTakenBack(withTakenBack(rest.slice(0, at), plan.parts, false), rest.slice(at), true);
  const posted = {
    ...others,
    ...(forgiven > 0 ? { forgiven } : {}),
    ...(takenBack.length > 0 ? { takenBack } : {}),
  };
  return {
    posting: post(posting, {
      kind: 'reversal',
      cause: 'invoice-refunded',
      actor,
      reference: { type: 'invoice', id: record.invoiceId },
      programVersion: rules.version,
      effect: plan.effect,
    }),
    record: { ...record, posted },
  };
}
