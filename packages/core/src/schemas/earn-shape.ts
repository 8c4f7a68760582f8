import { canonicalJson } from '../values/fingerprint.ts';
import type { EarnRule, Multiplier } from '../program/earn-rule.ts';
import { closest } from './closest.ts';
import { always, conditionShape } from './condition-shape.ts';
import { capShape, earnRuleShape } from './earn-rule-shape.ts';
import { flag, id, list, oneOf, orNull, text, whole, withDefault } from './fields.ts';
import { type IsSound, type Mistake, strict, withMeaning } from './objects.ts';
import { repeated, repeatedIds } from './repeated.ts';

const mostRules = 200;

/** Small enough that products of two are safe integers. */
const mostTimes = 1_000_000;

/** How a program earns. */
export const earnShape = withMeaning(
  strict({
    trigger: withDefault(oneOf(['on-invoice-saved', 'on-full-payment']), 'on-invoice-saved'),
    approvePayments: withDefault(flag(), false),
    requireVerifiedEmail: withDefault(flag(), false),
    earnOnPointsPaid: withDefault(flag(), false),
    pendingDays: withDefault(whole(0, 3650), 0),
    rules: list(earnRuleShape, 0, mostRules),
    multipliers: withDefault(list(multiplierShape(), 0, mostRules), []),
    combineMultipliers: withDefault(oneOf(['highest', 'all']), 'highest'),
    cap: capShape,
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
    yield* repeatedIds(earn.rules, 'ruleId', 'rules');
    yield* repeatedIds(earn.multipliers, 'multiplierId', 'multipliers');
    yield* doubledRules(earn.rules, isSound);
    yield* strangers(earn.multipliers, earn.rules, isSound);
  },
);

function multiplierShape() {
  return withMeaning(
    strict({
      multiplierId: id<string>(),
      label: orNull(text()),
      times: whole(1, mostTimes),
      per: withDefault(whole(1, mostTimes), 1),
      rules: orNull(list(id<string>(), 1, mostRules)),
      when: withDefault(conditionShape, always),
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
