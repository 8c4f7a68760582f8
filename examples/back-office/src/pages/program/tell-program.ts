import type { Cap, Condition, EarnRule, ExpiryPolicy, LineFilter, Multiplier, Program, Reward } from '@pointbook/core';
import type { Page } from '../../ui/env.ts';
import { words } from './told-words.ts';

export const groups = ['earning', 'multiplying', 'ending', 'paying', 'items', 'codes', 'others'] as const;

/** What a statement is about. What the form does not show is with the `others`. */
export type Group = (typeof groups)[number];

/** One thing that rules say. */
export interface Statement {
  /** The same for the same thing in other rules. */
  readonly id: string;
  readonly group: Group;
  readonly name: string;
  readonly text: string;
}

/** Rules in words. Rules that differ in anything are told differently. */
export function tellProgram(c: Page, program: Program): readonly Statement[] {
  const { earn, redeem } = program;
  const t = words(c);
  const { number, money } = c.var.formats;
  const limits = [
    redeem.minimum > 1 && t.least(number(redeem.minimum)),
    redeem.maximum !== null && t.most(number(redeem.maximum)),
    redeem.step > 1 && t.step(number(redeem.step)),
    redeem.shareOfInvoicePercent < 100 && t.share(number(redeem.shareOfInvoicePercent)),
  ];
  const said: readonly (Statement | null)[] = [
    say('earning', 'trigger', t.trigger, triggerOf(c, program)),
    say('earning', 'verified', t.verifiedOnly, earn.requireVerifiedEmail && t.earnNothing),
    ...earn.rules.map((rule) => say('earning', `rule ${rule.ruleId}`, rule.label, toldRule(c, rule))),
    say('earning', 'caps', t.caps, list(toldCap(c, earn.cap))),
    say('earning', 'pending', t.pending, earn.pendingDays > 0 && t.pendingDays(number(earn.pendingDays))),
    ...earn.multipliers.map((each) =>
      say('multiplying', `multiplier ${each.multiplierId}`, each.label, toldMultiplier(c, each, earn.rules)),
    ),
    say('multiplying', 'combine', t.combine, earn.multipliers.length > 1 && t[earn.combineMultipliers]),
    say('ending', 'expiry', t.expiry, toldExpiry(c, program.expiry)),
    say(
      'paying',
      'rate',
      t.rate,
      redeem.rate === null ? t.noRate : t.worth(number(redeem.rate.points), money(redeem.rate.money)),
    ),
    say('paying', 'limits', t.limits, list(limits)),
    ...redeem.rewards.map((reward) => say('items', `item ${reward.rewardId}`, reward.name, toldReward(c, reward))),
    say(
      'codes',
      'codes',
      t.codes,
      typeof redeem.otp === 'string' ? t[redeem.otp] : t.above(number(redeem.otp.abovePoints)),
    ),
    ...othersOf(program),
  ];
  return said.filter((statement) => statement !== null);
}

function say(group: Group, id: string, name: string, text: string | false): Statement | null {
  return text === false || text === '' ? null : { group, id, name, text };
}

function list(parts: readonly (string | false)[]): string {
  return parts.filter((part) => part !== false && part !== '').join('; ');
}

function triggerOf(c: Page, { earn }: Program): string {
  const t = words(c);
  if (earn.trigger === 'on-invoice-saved') return t.onInvoiceSaved;
  return earn.approvePayments ? t.onApprovedPayment : t.onFullPayment;
}

function toldRule(c: Page, { earn, only, except, when, cap, rounding }: EarnRule): string {
  const t = words(c);
  const { number, money } = c.var.formats;
  const points = number(earn.points);
  const gives = {
    amount: () => earn.per === 'amount' && (earn.steps === 'share' ? t.perShare : t.perAmount)(points, money(earn.of)),
    visit: () => t.perVisit(points),
    item: () => t.perItem(points),
  };
  const base = earn.per === 'amount' ? earn.base : 'with-tax';
  return list([
    // A host's own kind of earning is told as it is written.
    Object.hasOwn(gives, earn.per) ? gives[earn.per]() : JSON.stringify(earn),
    base === 'without-tax' && t.withoutTax,
    base === 'total' && t.ofTotal,
    only !== null && t.onlyFor(filterOf(c, only)),
    except.skus.length + except.categories.length > 0 && t.except(filterOf(c, except)),
    except.discounted && t.undiscounted,
    ...toldConditions(c, when),
    ...toldCap(c, cap),
    rounding === 'half-up' && t.halfUp,
    rounding === 'ceil' && t.ceil,
  ]);
}

function toldMultiplier(c: Page, { times, per, rules, when }: Multiplier, all: readonly EarnRule[]): string {
  const t = words(c);
  const labels = rules?.map((ruleId) => all.find((rule) => rule.ruleId === ruleId)?.label ?? ruleId);
  const factor = new Intl.NumberFormat(c.var.formats.locale).format(times / per);
  return list([
    t.times(factor),
    labels !== undefined && t.someRules(labels.map(isolated).join(', ')),
    ...toldConditions(c, when),
  ]);
}

function toldConditions(c: Page, when: Condition): (string | false)[] {
  const t = words(c);
  const { money, date } = c.var.formats;
  const { from, until, weekdays, hours, minimumSpend, firstPurchase, birthday, tiers, ...own } = when;
  return [
    from !== null && t.from(date(from)),
    until !== null && t.until(date(until)),
    weekdays !== null && t.weekdays(weekdays.map((name) => t[name]).join(', ')),
    hours !== null && t.hours(hours.from, hours.until),
    minimumSpend !== null && t.minimumSpend(money(minimumSpend)),
    firstPurchase && t.firstPurchase,
    birthday === 'day' && t.birthdayDay,
    birthday === 'month' && t.birthdayMonth,
    tiers !== null && t.tiers(tiers.map(isolated).join(', ')),
    ...Object.entries(own).map(([name, value]) => value !== null && `${name}: ${JSON.stringify(value)}`),
  ];
}

function toldCap(c: Page, { perInvoice, perDay }: Cap): (string | false)[] {
  const t = words(c);
  const { number } = c.var.formats;
  return [perInvoice !== null && t.mostPerSale(number(perInvoice)), perDay !== null && t.mostPerDay(number(perDay))];
}

function toldExpiry(c: Page, expiry: ExpiryPolicy): string {
  const t = words(c);
  const { number, date } = c.var.formats;
  switch (expiry.kind) {
    case 'never':
      return t.never;
    case 'on-date':
      return t.onDate(date(expiry.date));
    case 'after': {
      const { unit, count } = expiry.period;
      const told = (unit === 'days' ? t.afterDays : t.afterMonths)(number(count));
      return expiry.roundTo === 'month-end' ? told + t.monthEnd : told;
    }
    case 'inactivity': {
      const { unit, count } = expiry.period;
      return (unit === 'days' ? t.idleDays : t.idleMonths)(number(count));
    }
  }
}

function toldReward(c: Page, { plu, points, value }: Reward): string {
  const t = words(c);
  const { number, money } = c.var.formats;
  return list([t.item(number(points)), plu !== null && t.plu(plu), value > 0 && t.itemValue(money(value))]);
}

/** What the form neither shows nor changes, as it is written. */
function othersOf(program: Program): Statement[] {
  const { name, timeZone, currency, dayStartsAt, phoneCountry, refund, adjusting, plugins } = program;
  const { discountSkus, earnOnPointsPaid } = program.earn;
  const { coverExactTotal, holdMinutes } = program.redeem;
  const shop = { name, timeZone, currency, dayStartsAt, phoneCountry };
  const others = {
    ...shop,
    discountSkus,
    earnOnPointsPaid,
    coverExactTotal,
    holdMinutes,
    ...refund,
    ...adjusting,
    plugins,
  };
  return Object.entries(others).map(([id, value]) => ({
    id,
    group: 'others',
    name: id,
    text: typeof value === 'string' ? value : JSON.stringify(value),
  }));
}

function filterOf(c: Page, { skus, categories }: LineFilter): string {
  return [...skus.map(isolated), ...categories.map((name) => words(c).category(isolated(name)))].join(', ');
}

/** A name that somebody typed: marks of direction in it do not turn the words around it. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
