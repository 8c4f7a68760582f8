import { isDeepStrictEqual } from 'node:util';
import { type Condition, type EarnRule, type Multiplier, parseProgram, type Program } from '@pointbook/core';
import { typedMoney } from '../../shop/money.ts';
import { multiplierOf, ruleOf } from './to-definition.ts';
import type { Conditions, MultiplierRow, RuleRow, TypedProgram } from './typed-program.ts';

/** The form of some rules. */
export function typedFrom(program: Program): TypedProgram {
  const { earn, expiry, redeem, currency } = program;
  const { rate, otp } = redeem;
  const period = 'period' in expiry ? expiry.period : null;
  return {
    general: {
      trigger: earn.trigger,
      approvePayments: ticked(earn.approvePayments),
      requireVerifiedEmail: ticked(earn.requireVerifiedEmail),
      pendingDays: String(earn.pendingDays),
      combine: earn.combineMultipliers,
      mostPerSale: text(earn.cap.perInvoice),
      mostPerDay: text(earn.cap.perDay),
      expiry: expiry.kind,
      count: String(period?.count ?? 12),
      unit: period?.unit ?? 'months',
      monthEnd: ticked(expiry.kind === 'after' && expiry.roundTo === 'month-end'),
      lastDay: expiry.kind === 'on-date' ? expiry.date : '',
      ratePoints: text(rate?.points ?? null),
      rateMoney: rate === null ? '' : typedMoney(rate.money, currency),
      minimum: String(redeem.minimum),
      maximum: text(redeem.maximum),
      step: String(redeem.step),
      share: String(redeem.shareOfInvoicePercent),
      codes: typeof otp === 'string' ? otp : 'above',
      codesAbove: typeof otp === 'string' ? '' : String(otp.abovePoints),
      sampleAmount: typedMoney(10_000, currency),
      sampleArticle: '',
      sampleDay: '',
      sampleTime: '',
      sampleFirst: '',
    },
    rules: earn.rules.map((rule) => rowOfRule(rule, program)),
    multipliers: earn.multipliers.map((multiplier) => rowOfMultiplier(multiplier, program)),
    items: redeem.rewards.map(({ rewardId, plu, name, points, value }) => ({
      id: rewardId,
      plu: plu ?? '',
      name,
      points: String(points),
      value: value === 0 ? '' : typedMoney(value, currency),
    })),
  };
}

/** A rule that the form does not show whole is kept as it is. */
function rowOfRule(rule: EarnRule, program: Program): RuleRow {
  const { ruleId, label, earn, only, except, cap, when } = rule;
  const row = {
    id: ruleId,
    kept: '',
    label,
    per: earn.per,
    points: String(earn.points),
    of: earn.per === 'amount' ? typedMoney(earn.of, program.currency) : '',
    onlySkus: (only?.skus ?? []).join(', '),
    onlyCategories: (only?.categories ?? []).join(', '),
    exceptSkus: except.skus.join(', '),
    exceptCategories: except.categories.join(', '),
    discounted: ticked(except.discounted),
    mostPerSale: text(cap.perInvoice),
    mostPerDay: text(cap.perDay),
    ...conditionsOf(when, program.currency),
  };
  const shown = readBack(program, [ruleOf(row, program.currency)], [])?.earn.rules[0];
  return isDeepStrictEqual(shown, rule) ? row : { ...row, kept: JSON.stringify(rule) };
}

function rowOfMultiplier(multiplier: Multiplier, program: Program): MultiplierRow {
  const { multiplierId, label, times, per, when } = multiplier;
  const row = {
    id: multiplierId,
    kept: '',
    label,
    times: String(times / per),
    ...conditionsOf(when, program.currency),
  };
  const shown = readBack(program, [], [multiplierOf(row, program.currency)])?.earn.multipliers[0];
  return isDeepStrictEqual(shown, multiplier) ? row : { ...row, kept: JSON.stringify(multiplier) };
}

/** What rows of a form would mean; null where they mean nothing sound. */
function readBack(program: Program, rules: readonly object[], multipliers: readonly object[]): Program | null {
  const { programId, name, timeZone, currency } = program;
  return parseProgram({ programId, name, timeZone, currency, earn: { rules, multipliers } }).unwrapOr(null);
}

function conditionsOf(when: Condition, currency: string): Conditions {
  return {
    from: when.from ?? '',
    until: when.until ?? '',
    weekdays: (when.weekdays ?? []).join(','),
    hoursFrom: when.hours?.from ?? '',
    hoursUntil: when.hours?.until ?? '',
    minimumSpend: when.minimumSpend === null ? '' : typedMoney(when.minimumSpend, currency),
    firstPurchase: ticked(when.firstPurchase),
    birthday: when.birthday ?? '',
    tiers: (when.tiers ?? []).join(', '),
  };
}

function text(figure: number | null): string {
  return figure === null ? '' : String(figure);
}

function ticked(is: boolean): string {
  return is ? 'yes' : '';
}
