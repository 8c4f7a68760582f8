import type { conditions } from '../parts/conditions.ts';
import type { TotalExplanation } from './total-explanation.ts';

/** How each point came about. The points of the rules, after multipliers and caps, add up to `points`. */
export interface Explanation {
  /** The points in all. */
  readonly points: number;
  /** One item for each earn rule, in the order of the program. */
  readonly rules: readonly RuleExplanation[];
  /** Points cut off by the program's own caps, over all rules. */
  readonly cutByProgramCap: number;
  /** How the total is made up; left out where it is the sum of the lines and all of it is kept. */
  readonly total?: TotalExplanation;
}

/** How the points of one rule came about. */
export interface RuleExplanation {
  /** The id of the rule. */
  readonly ruleId: string;
  /** The label of the rule, for a receipt. */
  readonly label: string;
  /** Why the rule gave nothing: the condition that did not hold. */
  readonly unmet: UnmetCondition | null;
  /**
   * The money (minor units, rounded down) or pieces (decimal text) it counted; null for a visit and where a condition
   * did not hold.
   */
  readonly base: number | string | null;
  /** Lines that it left out, and why. */
  readonly excluded: readonly {
    readonly lineId: string;
    readonly why: 'not-listed' | 'sku' | 'category' | 'discounted';
  }[];
  /** Money of the base that was paid with points and so earned nothing, in whole minor units. */
  readonly paidWithPoints: number;
  /** The fraction of a point, as "numerator/denominator" before rounding. */
  readonly exact: string;
  /** How the fraction was made a whole number. */
  readonly rounding: 'floor' | 'half-up' | 'ceil';
  /** The multipliers that applied; each multiplies by `times / per`. */
  readonly multipliers: readonly {
    readonly multiplierId: string;
    readonly label: string;
    readonly times: number;
    readonly per: number;
  }[];
  /** Points cut off by the rule's caps. */
  readonly cutByCap: number;
  /** What the rule gave in the end, program cap aside. */
  readonly points: number;
}

/**
 * Why a rule gave nothing: no money is left that could earn, or a condition (of Pointbook, or of the host) is not met.
 */
export type UnmetCondition = (typeof conditions)[number]['unmet'] | 'nothing-left' | (string & {});
