import type { RedemptionPolicy } from '../program/redemption-policy.ts';
import { codesShape, defaultCodes, otpRule } from './codes-shape.ts';
import { flag, id, list, orNull, text, whole, withDefault } from './fields.ts';
import { type IsSound, type Mistake, strict, withMeaning } from './objects.ts';
import { repeatedIds } from './repeated.ts';

const defaults = {
  rate: null,
  minimum: 1,
  maximum: null,
  step: 1,
  shareOfInvoicePercent: 100,
  coverExactTotal: false,
  rewards: [],
  holdMinutes: 15,
  otp: 'off' as const,
  codes: defaultCodes,
};

/** What points buy. */
export const redemptionShape = withDefault(
  withMeaning(
    strict({
      rate: orNull(strict({ points: whole(1), money: whole(1) })),
      minimum: withDefault(whole(1), defaults.minimum),
      maximum: orNull(whole(1, undefined, 'Leave it out where there is no limit.')),
      step: withDefault(whole(1), defaults.step),
      shareOfInvoicePercent: withDefault(whole(1, 100), defaults.shareOfInvoicePercent),
      coverExactTotal: withDefault(flag(), defaults.coverExactTotal),
      rewards: withDefault(
        list(
          strict({ rewardId: id<string>(), name: text(), points: whole(1), value: withDefault(whole(0), 0) }),
          0,
          1000,
        ),
        [],
      ),
      holdMinutes: withDefault(whole(1, 1440), defaults.holdMinutes),
      otp: withDefault(otpRule(), defaults.otp),
      codes: codesShape,
    }),
    function* (policy, isSound) {
      yield* repeatedIds(policy.rewards, 'rewardId', 'rewards');
      if (!isSound('rate')) return;
      yield* policy.rate === null ? withoutRate(policy, isSound) : withRate(policy, policy.rate, isSound);
    },
  ),
  defaults,
);

/** What is said about redeeming to money, though there is no rate. */
function* withoutRate(policy: RedemptionPolicy, isSound: IsSound): Iterable<Mistake> {
  for (const field of ['minimum', 'maximum', 'step', 'shareOfInvoicePercent', 'coverExactTotal'] as const) {
    if (!isSound(field) || policy[field] === defaults[field]) continue;
    yield {
      path: [field],
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
