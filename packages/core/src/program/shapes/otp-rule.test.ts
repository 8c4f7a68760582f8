import { describe, expect, test } from 'vitest';
import { mistakesOf, redeem } from '../parsing/program-testing.ts';
import { parseProgram } from '../parsing/parse-program.ts';
import { valueOf } from '../../value-of-testing.ts';

const policyOf = (policy: object) => valueOf(parseProgram(redeem(policy))).redeem;

describe('which redemptions need a code', () => {
  test.each(['off', 'always', { abovePoints: 1 }, { abovePoints: Number.MAX_SAFE_INTEGER }])(
    '%j is accepted',
    (otp) => {
      expect(policyOf({ otp }).otp).toEqual(otp);
    },
  );

  test('is off by default', () => {
    expect(policyOf({}).otp).toBe('off');
  });

  test.each([
    'on',
    '',
    true,
    500,
    null,
    [],
    ['always'],
    {},
    { abovePoints: 0 },
    { abovePoints: -1 },
    { abovePoints: 1.5 },
    { abovePoints: '500' },
    { abovePoints: null },
    { abovePoints: 2 ** 53 },
    { abovePoints: 500, always: true },
    { above: 500 },
  ])('%j is not understood', (otp) => {
    const [mistake, ...others] = mistakesOf(redeem({ otp }));
    expect(others).toEqual([]);
    expect(mistake).toMatch(/^redeem\.otp: must be "off", "always" or \{ abovePoints: … \}.* Write otp: /u);
  });
});
