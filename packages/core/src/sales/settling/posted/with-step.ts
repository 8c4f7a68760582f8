import { ok, type Result } from 'neverthrow';
import type { Book } from '../../../kernel/book.ts';
import type { PointsOverflow } from '../../../values/errors.ts';
import type { CappedEntitlement } from '../../worth/capped-entitlement.ts';
import { earnsOnPayment } from '../../worth/covering.ts';
import { entitlementOf } from '../../worth/entitlement.ts';
import { withPaidStep } from '../../worth/paid-steps.ts';
import { withCarriedSteps } from './carried-over.ts';
import type { SettlementOrder } from '../settlement.ts';
import { withoutVoids } from '../without-voids.ts';

/**
 * A sale with the step that it has come to, where it earns on full payment. A voided one takes the step that it would
 * have taken without its voids: what was paid meanwhile counts when it is reinstated.
 */
export function withStep(
  book: Book,
  { rules, buyer, carriedOver, refund }: SettlementOrder,
  capped: CappedEntitlement,
): Result<CappedEntitlement, PointsOverflow> {
  const { record, explanation } = capped;
  if (!earnsOnPayment(rules)) return ok(capped);
  const standing = withoutVoids(book, record, refund);
  const weighed = standing === record ? ok({ explanation }) : entitlementOf(standing, rules, buyer?.activity ?? null);
  return weighed.map(({ explanation: { points } }) => {
    const carried = carriedOver ? withCarriedSteps(standing, carriedOver, points) : standing;
    return { ...capped, record: { ...record, posted: withPaidStep(carried, points).posted } };
  });
}
