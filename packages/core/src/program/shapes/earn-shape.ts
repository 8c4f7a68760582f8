import { closest } from '../../values/closest.ts';
import type { IsSound, Mistake } from '../../schemas/problem.ts';
import { repeated, repeatedIds } from '../../schemas/repeated.ts';
import { canonicalJson } from '../../values/fingerprint.ts';
import type { EarnRule, Multiplier } from '../earn-rule.ts';
import { capShape, conditionShape, earnRuleShape, labelled, type Unlabelled } from './earn-rule-shape.ts';
import type { Parts } from '../parts/parts.ts';
import type { EarnPolicy } from '../program.ts';
import { firstOf, off, set, wholeOr } from './program-fields.ts';
import { id, list, orNull, text, whole, withDefault } from '../../schemas/fields.ts';
import { object, refine } from '../../schemas/objects.ts';
import type { Schema } from '../../schemas/schema.ts';

const maxRules = 200;

/** Small enough that products of two are safe integers. */
const maxTimes = 1_000_000;

/** How a program earns. */
export function earnShape(parts: Parts): Schema<EarnPolicy> {
  return refine(
    object<EarnPolicy>({
      trigger: firstOf(['on-invoice-saved', 'on-full-payment']),
      approvePayments: off(),
      requireVerifiedEmail: off(),
      earnOnPointsPaid: off(),
      discountSkus: withDefault(set(text(), 0, 10_000), []),
      pendingDays: wholeOr(0, 0, 3650),
      rules: list(earnRuleShape(parts), 0, maxRules),
      multipliers: withDefault(list(multiplierShape(parts), 0, maxRules), []),
      combineMultipliers: firstOf(['highest', 'all']),
      cap: capShape(),
    }),
    function* (earn, isSound) {
      if (
        isSound('trigger') &&
        isSound('approvePayments') &&
        earn.approvePayments &&
        earn.trigger !== 'on-full-payment'
      ) {
        const fix = 'Set trigger to "on-full-payment", or leave approvePayments out.';
        yield { path: ['approvePayments'], problem: 'has no meaning unless points come on full payment', fix };
      }
      if (isSound('discountSkus')) yield* repeated(earn.discountSkus, 'discountSkus');
      yield* repeatedIds(earn.rules, 'ruleId', 'rules');
      yield* repeatedIds(earn.multipliers, 'multiplierId', 'multipliers');
      yield* doubledRules(earn.rules, isSound);
      yield* strangers(earn.multipliers, earn.rules, isSound);
    },
  );
}

/** A label that is left out is the id. */
function multiplierShape(parts: Parts): Schema<Multiplier> {
  const fields = refine(
    object<Unlabelled<Multiplier>>({
      multiplierId: id<string>(),
      label: orNull(text()),
      times: whole(1, maxTimes),
      per: wholeOr(1, 1, maxTimes),
      rules: orNull(set(id<string>(), 1, maxRules)),
      when: conditionShape(parts),
    }),
    function* ({ times, per, rules }, isSound) {
      if (isSound('times') && isSound('per') && times === per) {
        yield {
          path: ['times'],
          problem: `over per is ${times}/${per}, which changes nothing`,
          fix: 'Write times: 2 to double, or times: 3, per: 2.',
        };
      }
      if (isSound('rules')) yield* repeated(rules ?? [], 'rules');
    },
  );
  return labelled(fields, 'multiplierId');
}

/** Rules alike in all but id, label and points: most often one that was copied and forgotten. */
function* doubledRules(rules: readonly Pick<EarnRule, 'ruleId' | 'earn'>[], isSound: IsSound): Iterable<Mistake> {
  if (!Array.isArray(rules)) return;
  const first = new Map<string, number>();
  for (const [index, rule] of rules.entries()) {
    if (!isSound('rules', index)) continue;
    const likeness = canonicalJson({ ...rule, ruleId: 0, label: 0, earn: { ...rule.earn, points: 0 } });
    const earlier = first.get(likeness);
    if (earlier === undefined) first.set(likeness, index);
    else {
      yield {
        path: ['rules', index],
        problem: `counts the same as rules[${earlier}], so a sale would earn twice`,
        fix: 'Remove one, or tell them apart by only, except, when, or what they earn per.',
      };
    }
  }
}

/** Rules that multipliers name but nobody wrote. */
function* strangers(
  multipliers: readonly Pick<Multiplier, 'rules'>[],
  rules: readonly Pick<EarnRule, 'ruleId'>[],
  isSound: IsSound,
): Iterable<Mistake> {
  if (
    !Array.isArray(multipliers) ||
    !Array.isArray(rules) ||
    !rules.every((_, index) => isSound('rules', index, 'ruleId'))
  )
    return;
  const known = rules.map(({ ruleId }) => ruleId);
  for (const [index, multiplier] of multipliers.entries()) {
    if (!isSound('multipliers', index, 'rules')) continue;
    for (const [place, ruleId] of (multiplier.rules ?? []).entries()) {
      if (known.includes(ruleId)) continue;
      const meant = closest(ruleId, known);
      const fix = meant === null ? 'Name the ruleId of a rule of this program.' : `Did you mean "${meant}"?`;
      yield {
        path: ['multipliers', index, 'rules', place],
        problem: `names "${ruleId}", which is no rule of this program`,
        fix,
      };
    }
  }
}
