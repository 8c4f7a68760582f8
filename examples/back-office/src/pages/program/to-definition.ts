import type { ProgramDefinition } from '@pointbook/core';
import { minorOf } from '../../shop/money.ts';
import { wholeOf } from '../../ui/read-form.ts';
import type { Conditions, General, ItemRow, MultiplierRow, RuleRow, TypedProgram } from './typed-program.ts';

/**
 * The rules that a form means, over those that it changes: what it does not show stays. Nothing is checked here. What
 * is no figure stays the text that was typed, and the library then says what is wrong with it.
 */
export function definitionOf({ general, rules, multipliers, items }: TypedProgram, over: ProgramDefinition): object {
  const { version: _version, parts: _parts, ...kept } = over;
  const { currency } = over;
  return {
    ...kept,
    earn: {
      ...kept.earn,
      trigger: general.trigger,
      approvePayments: isTicked(general.approvePayments),
      requireVerifiedEmail: isTicked(general.requireVerifiedEmail),
      pendingDays: figure(general.pendingDays),
      rules: rules.map((row) => ruleOf(row, currency)),
      multipliers: multipliers.map((row) => multiplierOf(row, currency)),
      combineMultipliers: general.combine,
      cap: capOf(general),
    },
    expiry: expiryOf(general),
    redeem: {
      ...kept.redeem,
      rate: rateOf(general, currency),
      minimum: figure(general.minimum),
      maximum: figure(general.maximum),
      step: figure(general.step),
      shareOfInvoicePercent: figure(general.share),
      rewards: items.map((row) => rewardOf(row, currency)),
      otp: general.codes === 'above' ? { abovePoints: figure(general.codesAbove) } : general.codes,
    },
  };
}

/** The rule that a row means. */
export function ruleOf(row: RuleRow, currency: string): object {
  if (row.kept !== '') return JSON.parse(row.kept) as object;
  const points = figure(row.points);
  const only = { skus: names(row.onlySkus), categories: names(row.onlyCategories) };
  return {
    ruleId: row.id,
    label: row.label,
    earn: row.per === 'amount' ? { per: row.per, points, of: money(row.of, currency) } : { per: row.per, points },
    only: only.skus.length + only.categories.length === 0 ? null : only,
    except: {
      skus: names(row.exceptSkus),
      categories: names(row.exceptCategories),
      discounted: isTicked(row.discounted),
    },
    when: conditionOf(row, currency),
    cap: capOf(row),
  };
}

/** The multiplier that a row means. */
export function multiplierOf(row: MultiplierRow, currency: string): object {
  if (row.kept !== '') return JSON.parse(row.kept) as object;
  return { multiplierId: row.id, label: row.label, ...timesOf(row.times), when: conditionOf(row, currency) };
}

function conditionOf(row: Conditions, currency: string): object {
  const { from, until, hoursFrom, hoursUntil, weekdays, minimumSpend, firstPurchase, birthday, tiers } = row;
  return {
    from: from || null,
    until: until || null,
    weekdays: weekdays === '' ? null : weekdays.split(','),
    hours: hoursFrom + hoursUntil === '' ? null : { from: hoursFrom, until: hoursUntil },
    minimumSpend: money(minimumSpend, currency),
    firstPurchase: isTicked(firstPurchase),
    birthday: birthday || null,
    tiers: tiers === '' ? null : names(tiers),
  };
}

function capOf({ mostPerSale, mostPerDay }: Pick<General, 'mostPerSale' | 'mostPerDay'>): object {
  return { perInvoice: figure(mostPerSale), perDay: figure(mostPerDay) };
}

function expiryOf({ expiry, count, unit, monthEnd, lastDay }: General): object {
  const period = { unit, count: figure(count) };
  switch (expiry) {
    case 'after':
      return { kind: expiry, period, roundTo: isTicked(monthEnd) ? 'month-end' : 'day' };
    case 'inactivity':
      return { kind: expiry, period };
    case 'on-date':
      return { kind: expiry, date: lastDay };
    default:
      return { kind: expiry };
  }
}

function rateOf({ ratePoints, rateMoney }: General, currency: string): object | null {
  if (ratePoints + rateMoney === '') return null;
  return { points: figure(ratePoints), money: money(rateMoney, currency) };
}

function rewardOf({ id, plu, name, points, value }: ItemRow, currency: string): object {
  return { rewardId: id, plu: plu || null, name, points: figure(points), value: money(value, currency) };
}

/** How many times, as a fraction of whole numbers. */
function timesOf(text: string): object {
  const [, whole = '', part = ''] = /^(\d{1,3})(?:[.,](\d{1,3}))?$/.exec(text) ?? [];
  if (whole === '') return { times: text };
  const [times, per] = [Number(whole + part), 10 ** part.length];
  const common = greatestCommon(times, per);
  return { times: times / common, per: per / common };
}

function greatestCommon(a: number, b: number): number {
  return b === 0 ? Math.max(a, 1) : greatestCommon(b, a % b);
}

/** Names with commas between them. */
function names(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function figure(text: string): number | string | undefined {
  const figureTyped = wholeOf(text);
  return figureTyped === null ? undefined : Number.isNaN(figureTyped) ? text : figureTyped;
}

function money(text: string, currency: string): number | string | undefined {
  const minor = minorOf(text, currency);
  return minor === null ? undefined : Number.isNaN(minor) ? text : minor;
}

function isTicked(text: string): boolean {
  return text === 'yes';
}
