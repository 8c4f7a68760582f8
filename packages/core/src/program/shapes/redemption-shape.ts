import type { IsSound, Mistake } from '../../schemas/problem.ts';
import { repeatedIds } from '../../schemas/repeated.ts';
import { otpRule } from './otp-rule.ts';
import type { RedemptionPolicy, Reward } from '../redemption-policy.ts';
import { off, wholeOr } from './program-fields.ts';
import { field, id, list, orDefaults, orNull, text, whole, withDefault } from '../../schemas/fields.ts';
import { object, refine } from '../../schemas/objects.ts';
import type { Schema } from '../../schemas/schema.ts';

/** What points buy. */
export function redemptionShape(): Schema<RedemptionPolicy> {
  const toMoney = {
    minimum: wholeOr(1, 1),
    maximum: orNull(whole(1, undefined, 'Leave it out where there is no limit.')),
    step: wholeOr(1, 1),
    shareOfInvoicePercent: wholeOr(100, 1, 100),
    coverExactTotal: off(),
  };
  const reward = object<Reward>({
    rewardId: id<string>(),
    plu: orNull(id<string>()),
    name: text(),
    points: whole(1),
    value: wholeOr(0, 0),
  });
  return orDefaults(
    refine(
      object<RedemptionPolicy>({
        rate: orNull(object<NonNullable<RedemptionPolicy['rate']>>({ points: whole(1), money: whole(1) })),
        ...toMoney,
        rewards: withDefault(list(reward, 0, 1000), []),
        holdMinutes: wholeOr(15, 1, 1440),
        otp: withDefault(field(otpRule), 'off'),
      }),
      function* (policy, isSound) {
        yield* repeatedIds(policy.rewards, 'rewardId', 'rewards');
        yield* repeatedIds(policy.rewards, 'plu', 'rewards');
        if (!isSound('rate')) return;
        yield* policy.rate === null ? withoutRate(policy, toMoney, isSound) : withRate(policy, policy.rate, isSound);
      },
    ),
  );
}

/** Options for money that a program has although it has no rate. */
function* withoutRate(
  policy: RedemptionPolicy,
  toMoney: Partial<Record<keyof RedemptionPolicy, Schema<unknown>>>,
  isSound: IsSound,
): Iterable<Mistake> {
  for (const [name, { fallback }] of Object.entries(toMoney)) {
    if (!isSound(name) || policy[name as keyof RedemptionPolicy] === fallback?.value) continue;
    yield {
      path: [name],
      problem: 'has no meaning without a rate',
      fix: 'Say what points are worth: rate: { points: 1, money: 10 }.',
    };
  }
}

function* withRate(
  { minimum, maximum, step }: RedemptionPolicy,
  rate: { points: number; money: number },
  isSound: IsSound,
): Iterable<Mistake> {
  if (!isSound('maximum') || maximum === null) return;
  if (isSound('minimum') && minimum > maximum) {
    yield {
      path: ['minimum'],
      problem: `is ${minimum}, more than maximum, ${maximum}`,
      fix: 'Lower minimum or raise maximum.',
    };
  } else if (isSound('step') && maximum < step) {
    yield {
      path: ['maximum'],
      problem: `is ${maximum}, less than one step of ${step}`,
      fix: 'Lower step or raise maximum.',
    };
  } else if (isSound('step') && isSound('minimum') && maximum - (maximum % step) < minimum) {
    yield {
      path: ['step'],
      problem: `is ${step}, and no multiple of it lies from ${minimum} to ${maximum}`,
      fix: 'Lower step, or widen minimum and maximum.',
    };
  } else if (BigInt(maximum) * BigInt(rate.money) < BigInt(rate.points)) {
    yield {
      path: ['maximum'],
      problem: `is ${maximum} points, which are worth nothing at this rate`,
      fix: 'Raise maximum or the rate.',
    };
  }
}
