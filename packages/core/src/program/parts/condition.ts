import type { IsSound, Mistake } from '../../schemas/problem.ts';
import type { MemberFact } from '../member-facts.ts';
import type { Occasion } from '../sale.ts';
import type { Schema } from '../../schemas/schema.ts';

/** A condition of rules and multipliers. A released version never changes its meaning. */
export interface ConditionPart<Kind extends string = string, Value = unknown, Unmet extends string = string> {
  readonly type: 'condition';
  /** The field of `when` that it reads. */
  readonly kind: Kind;
  readonly version: number;
  /** How its field is read; the fallback means no condition. */
  readonly value: Schema<Value>;
  /** The facts of the member that it looks at. Invoices keep them. */
  readonly reads: readonly MemberFact[];
  /** What an explanation says where it is not met. */
  readonly unmet: Unmet;
  /** Whether it is met. It is called only where its field has a value, and gets the other fields too. */
  isMet(value: NonNullable<Value>, occasion: Occasion, when: never): boolean;
  /** What is wrong with its field together with the other fields. */
  mistakes?(when: never, isSound: IsSound): Iterable<Mistake>;
}

/** Declares a condition of Pointbook's own. */
export function condition<const Kind extends string, Value, const Unmet extends string>(
  part: Omit<ConditionPart<Kind, Value, Unmet>, 'type'>,
): ConditionPart<Kind, Value, Unmet> {
  return { type: 'condition', ...part };
}
