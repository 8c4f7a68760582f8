import type { IsSound, Mistake } from '../../schemas/problem.ts';
import { repeated } from '../../schemas/repeated.ts';
import { set } from '../shapes/program-fields.ts';
import { orNull, text } from '../../schemas/fields.ts';
import { condition } from './condition.ts';

/** The tiers of a rule. */
export interface TiersCondition {
  /** The host's own tier names, of which the member has one. */
  readonly tiers?: readonly string[] | null | undefined;
}

/** Members of these tiers. */
export const tiers = condition({
  kind: 'tiers',
  version: 1,
  value: orNull(set(text(), 1, 100)),
  reads: ['tier'],
  unmet: 'tier',
  isMet: (names, { member: { tier = null } }) => tier !== null && names.includes(tier),
  *mistakes(when: TiersCondition, isSound: IsSound): Iterable<Mistake> {
    if (isSound('tiers')) yield* repeated(when.tiers ?? [], 'tiers');
  },
});
