import type { RuleContext } from '../../program/sale.ts';

/**
 * What an invoice said before a change, as far as explanations follow from it: the parts that changed. What was
 * explained before the change is explained again by the invoice as it is, with this and all later changes taken back.
 */
export interface Basis {
  /** The revision whose sale an edit replaced. */
  readonly revision?: number;
  /** How many refunds there were, those included that were taken back. */
  readonly refunds?: number;
  /** How many reinstatements there were. */
  readonly reinstatements?: number;
  /** What points paid in all, exactly and in minor units, as "20/3"; null where no points had paid. */
  readonly points?: string | null;
  /** What the rules knew of the member. */
  readonly context?: RuleContext | null;
}
