import { ok, type Result } from 'neverthrow';
import type { Book } from '../../../kernel/book.ts';
import type { Program } from '../../../program/program.ts';
import type { PointsOverflow } from '../../../values/errors.ts';
import { floorOf, fraction } from '../../../values/fraction.ts';
import { earnsOnPayment } from '../../worth/covering.ts';
import { entitlementOf } from '../../worth/entitlement.ts';
import type { InvoiceRecord, PaidStep } from '../../invoice/invoice-record.ts';
import type { PostedLot } from '../../invoice/taken-part.ts';
import { canonicalJson } from '../../../values/fingerprint.ts';
import { withoutVoids } from '../without-voids.ts';

/** What a sale brings to another member, where it earns on full payment. */
export interface CarriedOver {
  /** What it should have earned at each step for the member who had it. */
  readonly steps: readonly PaidStep[];
  /** What its rules give that member, as it is now. */
  readonly explained: number;
  /** The lots that its points had. */
  readonly lots: readonly PostedLot[];
}

/** What a sale that goes to another member had by its payments. Null where it earns without them. */
export function carriedOverBy(
  book: Book,
  record: InvoiceRecord,
  rules: Program,
): Result<CarriedOver | null, PointsOverflow> {
  const { lots, steps = [] } = record.posted;
  if (!earnsOnPayment(rules)) return ok(null);
  const standing = withoutVoids(book, record);
  return entitlementOf(standing, rules, null).map(({ explanation }) => ({
    steps,
    lots,
    explained: explanation.points,
  }));
}

/**
 * The steps of a sale that came to a member whom its rules give `points` as it is now: the same payments had paid as
 * much of that. A member who had it before, and to whom it comes back as it was, has the same steps again.
 */
export function withCarriedSteps(
  record: InvoiceRecord,
  { steps, explained }: CarriedOver,
  points: number,
): InvoiceRecord {
  if (steps.length === 0) return record;
  const { steps: own = [], ...posted } = record.posted;
  const carriedSteps = steps.map((step, index) => {
    const before = own[index];
    const isAsItWas = before !== undefined && isAlike(inMeasure(before, explained, points), step);
    return isAsItWas ? before : inMeasure(step, points, explained);
  });
  return { ...record, posted: { ...posted, steps: carriedSteps } };
}

function inMeasure(step: PaidStep, points: number, of: number): PaidStep {
  if (of === 0 || of === points) return step;
  return { ...step, points: Number(floorOf(fraction(BigInt(step.points) * BigInt(points), of))) };
}

function isAlike(a: PaidStep, b: PaidStep): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
