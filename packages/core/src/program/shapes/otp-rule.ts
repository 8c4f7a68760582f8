import type { FieldRule } from '../../schemas/field-rules.ts';
import { mustBe } from '../../schemas/mistake-text.ts';
import type { OtpRule } from '../redemption-policy.ts';

const wanted = '"off", "always" or { abovePoints: … }';

/** Which redemptions need a code. */
export const otpRule: FieldRule<OtpRule> = {
  check: (value) => {
    if (value === 'off' || value === 'always') return null;
    const fix = 'Write otp: { abovePoints: 500 } to ask for a code above 500 points.';
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return mustBe(wanted, value, fix);
    const { abovePoints, ...others } = value as Partial<Record<string, unknown>>;
    const isNumber = Number.isSafeInteger(abovePoints) && (abovePoints as number) >= 1;
    if (isNumber && Object.keys(others).length === 0) return null;
    return { problem: `must be ${wanted}, with a whole number of points of at least 1`, fix };
  },
};
