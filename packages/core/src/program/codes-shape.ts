import { type Channel, channels } from '../values/channel.ts';
import type { FieldRule } from '../schemas/field-rules.ts';
import { mustBe } from '../schemas/words.ts';
import type { CodePolicy, OtpRule } from './redemption-policy.ts';
import { off, wholeOr } from './program-fields.ts';
import { list, oneOf, orDefaults, withDefault } from '../schemas/fields.ts';
import { object, withMeaning } from '../schemas/objects.ts';
import type { Schema } from '../schemas/schema.ts';

/** How codes are sent where a program does not say. */
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
export function codesShape(): Schema<CodePolicy> {
  return orDefaults(
    withMeaning(
      object<CodePolicy>({
        channels: withDefault(list(oneOf<Channel>(channels), 1, channels.length), defaultCodes.channels),
        requireVerified: off(),
        digits: wholeOr(defaultCodes.digits, 6, 10),
        minutes: wholeOr(defaultCodes.minutes, 1, 10),
        attempts: wholeOr(defaultCodes.attempts, 1, 10),
        secondsBetweenSends: wholeOr(defaultCodes.secondsBetweenSends, 1, 3600),
        sends: wholeOr(defaultCodes.sends, 1, 100),
        sendMinutes: wholeOr(defaultCodes.sendMinutes, 1, 1440),
        failures: wholeOr(defaultCodes.failures, 1, 100),
        failureHours: wholeOr(defaultCodes.failureHours, 1, 720),
      }),
      function* (codes, isSound) {
        if (!isSound('channels')) return;
        const twice = codes.channels.findIndex((channel, index) => codes.channels.indexOf(channel) < index);
        if (twice < 0) return;
        yield { path: ['channels', twice], problem: 'is named twice', fix: 'Name each channel once.' };
      },
    ),
  );
}

const wanted = '"off", "always" or { abovePoints: … }';

/** Which redemptions need a code. */
export const otpRule: FieldRule<OtpRule> = {
  judge: (value) => {
    if (value === 'off' || value === 'always') return null;
    const fix = 'Write otp: { abovePoints: 500 } to ask for a code above 500 points.';
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return mustBe(wanted, value, fix);
    const { abovePoints, ...others } = value as Partial<Record<string, unknown>>;
    const isNumber = Number.isSafeInteger(abovePoints) && (abovePoints as number) >= 1;
    if (isNumber && Object.keys(others).length === 0) return null;
    return { problem: `must be ${wanted}, with a whole number of points of at least 1`, fix };
  },
};
