import { type Channel, channels } from '../values/channel.ts';
import type { CodePolicy, OtpRule } from '../program/redemption-policy.ts';
import { flag, leaf, list, oneOf, whole, withDefault } from './fields.ts';
import { strict, withMeaning } from './objects.ts';
import { mustBe } from './words.ts';

export const defaultCodes = {
  channels: [...channels],
  requireVerified: false,
  digits: 6,
  minutes: 5,
  attempts: 5,
  secondsBetweenSends: 60,
  sends: 5,
  sendMinutes: 10,
  failures: 10,
  failureHours: 24,
} satisfies CodePolicy;

/** How codes are sent, and how many tries there are. */
export const codesShape = withDefault(
  withMeaning(
    strict({
      channels: withDefault(list(oneOf<Channel>(channels), 1, channels.length), defaultCodes.channels),
      requireVerified: withDefault(flag(), defaultCodes.requireVerified),
      digits: withDefault(whole(6, 10), defaultCodes.digits),
      minutes: withDefault(whole(1, 10), defaultCodes.minutes),
      attempts: withDefault(whole(1, 10), defaultCodes.attempts),
      secondsBetweenSends: withDefault(whole(1, 3600), defaultCodes.secondsBetweenSends),
      sends: withDefault(whole(1, 100), defaultCodes.sends),
      sendMinutes: withDefault(whole(1, 1440), defaultCodes.sendMinutes),
      failures: withDefault(whole(1, 100), defaultCodes.failures),
      failureHours: withDefault(whole(1, 720), defaultCodes.failureHours),
    }),
    function* (codes, isSound) {
      if (!isSound('channels')) return;
      const twice = codes.channels.findIndex((channel, index) => codes.channels.indexOf(channel) < index);
      if (twice < 0) return;
      yield { path: ['channels', twice], problem: 'is named twice', fix: 'Name each channel once.' };
    },
  ),
  defaultCodes,
);

const wanted = '"off", "always" or { abovePoints: … }';

/** Which redemptions need a code. */
export function otpRule() {
  return leaf<OtpRule>((value) => {
    if (value === 'off' || value === 'always') return null;
    const fix = 'Write otp: { abovePoints: 500 } to ask for a code above 500 points.';
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return mustBe(wanted, value, fix);
    const { abovePoints, ...others } = value as Partial<Record<string, unknown>>;
    const isNumber = Number.isSafeInteger(abovePoints) && (abovePoints as number) >= 1;
    if (isNumber && Object.keys(others).length === 0) return null;
    return { problem: `must be ${wanted}, with a whole number of points of at least 1`, fix };
  });
}
