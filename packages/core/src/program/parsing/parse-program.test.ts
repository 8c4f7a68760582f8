import { describe, expect, test } from 'vitest';
import { defineProgram, parseProgram } from './parse-program.ts';
import type { ProgramDefinition } from '../program-definition.ts';
import { base, full, items, minimal, mistakesOf, withEarn, withRule } from './program-testing.ts';
import { valueOf } from '../../value-of-testing.ts';

describe('a program', () => {
  test('needs little; the rest has defaults', () => {
    expect(defineProgram(minimal)).toEqual({
      v: 1,
      programId: 'warung',
      version: expect.stringMatching(/^v-[0-9a-f]{32}$/),
      parts: { when: {}, earn: { amount: 1 } },
      name: 'Warung Ayu',
      timeZone: 'Asia/Jakarta',
      dayStartsAt: '00:00',
      currency: 'IDR',
      earn: {
        trigger: 'on-invoice-saved',
        approvePayments: false,
        requireVerifiedEmail: false,
        earnOnPointsPaid: false,
        discountSkus: [],
        pendingDays: 0,
        rules: [
          {
            ruleId: 'base',
            label: 'base',
            earn: { per: 'amount', points: 1, of: 1000, base: 'with-tax', steps: 'whole' },
            only: null,
            except: { skus: [], categories: [], discounted: false },
            when: {
              minimumSpend: null,
              weekdays: null,
              hours: null,
              from: null,
              until: null,
              firstPurchase: false,
              birthday: null,
              tiers: null,
            },
            rounding: 'floor',
            cap: { perInvoice: null, perDay: null },
          },
        ],
        multipliers: [],
        combineMultipliers: 'highest',
        cap: { perInvoice: null, perDay: null },
      },
      expiry: { kind: 'never' },
      redeem: {
        rate: null,
        minimum: 1,
        maximum: null,
        step: 1,
        shareOfInvoicePercent: 100,
        coverExactTotal: false,
        rewards: [],
        holdMinutes: 15,
        otp: 'off',
      },
      phoneCountry: null,
      refund: { clawback: 'allow-debt', windowDays: 90, graceDays: 0 },
      adjusting: { requireReason: false, defaultComment: null },
      plugins: {},
    });
  });

  test.each([
    ['minimal', minimal],
    ['full', full],
  ])('%s, comes out of JSON as it went in', (_, definition) => {
    const program = defineProgram(definition);
    expect(valueOf(parseProgram(JSON.parse(JSON.stringify(program))))).toEqual(program);
    expect(defineProgram(program)).toEqual(program);
  });

  test('has one version, however it is written', () => {
    const { version } = defineProgram(full);
    const reversed = (value: unknown): unknown =>
      typeof value !== 'object' || value === null || Array.isArray(value)
        ? value
        : Object.fromEntries(
            Object.entries(value)
              .toReversed()
              .map(([key, item]) => [key, reversed(item)]),
          );
    expect(defineProgram(reversed(full) as ProgramDefinition).version).toBe(version);
    expect(
      defineProgram({ ...minimal, redeem: { step: 1 }, earn: { rules: [{ ...base, label: 'base', only: null }] } })
        .version,
    ).toBe(defineProgram(minimal).version);
    const names = (skus: string[]) => valueOf(parseProgram(items({ only: { skus } }))).version;
    expect(names(['b', 'a'])).toBe(names(['a', 'b']));
    expect(names(['cafe\u0301'])).toBe(names(['caf\u00e9']));
  });

  test('has the version that it had before its day and its steps could be named, where it names what is usual', () => {
    const { version } = defineProgram(minimal);
    const steps = (choice: 'whole' | 'share') => ({
      ...base,
      earn: { per: 'amount', points: 1, of: 1000, steps: choice },
    });
    expect(defineProgram({ ...minimal, dayStartsAt: '00:00' }).version).toBe(version);
    expect(valueOf(parseProgram(withRule(steps('whole')))).version).toBe(version);
    expect(defineProgram({ ...minimal, dayStartsAt: '04:00' }).version).not.toBe(version);
    expect(valueOf(parseProgram(withRule(steps('share')))).version).not.toBe(version);
  });

  test('has another version when a rule is another', () => {
    expect(valueOf(parseProgram(withRule({ earn: { per: 'amount', points: 2, of: 1000 } }))).version).not.toBe(
      defineProgram(minimal).version,
    );
  });

  test('is frozen to its last leaf, and shares nothing with its definition', () => {
    const program = defineProgram(full);
    expect(Object.isFrozen(program.earn.rules[0]?.only?.categories)).toBe(true);
    expect(Object.isFrozen(full.earn.rules)).toBe(false);
    expect(defineProgram(minimal).redeem).not.toBe(defineProgram(minimal).redeem);
  });

  test('may have no rules, where points are given by hand', () => {
    expect(mistakesOf(withEarn({ rules: [] }))).toEqual([]);
  });

  test('changed under its version is refused', () => {
    const changed = { ...defineProgram(minimal), name: 'Another' };
    expect(mistakesOf(changed)[0]).toMatch(/^version: does not belong to these rules.+v-[0-9a-f]{32}\.$/);
  });
});
