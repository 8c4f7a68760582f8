import { businessDate, dayOfHours, type ShopDays, weekdayOf } from './calendar.ts';
import {
  floor,
  type Fraction,
  fraction,
  isLess,
  isZero,
  minus,
  one,
  over,
  plus,
  sum,
  times,
  zero,
} from './fraction.ts';
import type { Cap, Earn, Filter, Multiplier, Rule, ShopRules, When } from './rules.ts';
import { moneyShare, type KeptLine, type Worth } from './worth.ts';

/** What a sale knows of its buyer, and what the caps of the day leave to it. */
export interface Occasion {
  readonly soldAt: number;
  readonly tier: string | null;
  /** "MM-DD". */
  readonly birthday: string | null;
  readonly firstPurchase: boolean;
  /** Points that are left of the caps per day: by rule, and in all under the empty name. */
  readonly room: Readonly<Record<string, number>>;
}

/** Points by rule, and in all under the empty name. */
export type Points = Readonly<Record<string, number>>;

/** What a sale should have earned, by the rules alone. */
export function earnedBy(shop: ShopRules, worth: Worth, paid: Fraction, occasion: Occasion): Points {
  const byRule = Object.fromEntries(
    shop.earn.rules.map((rule) => [rule.ruleId, pointsOf(shop, rule, worth, paid, occasion)]),
  );
  const all = Object.values(byRule).reduce((total, points) => total + points, 0);
  return { ...byRule, '': capped(all, shop.earn.cap, occasion.room['']) };
}

function pointsOf(shop: ShopRules, rule: Rule, worth: Worth, paid: Fraction, occasion: Occasion): number {
  if (worth.kept <= 0 || !isMet(shop, rule.when, worth, occasion)) return 0;
  const share = shop.earn.earnOnPointsPaid ? one : moneyShare(worth.kept, paid);
  if (isZero(share)) return 0;
  const counted = worth.lines.filter(({ line }) => counts(rule, line));
  const multiplied = times(countOf(rule.earn, worth, counted, share), multiplierOf(shop, rule, worth, occasion));
  return capped(rounded(multiplied, rule.rounding), rule.cap, occasion.room[rule.ruleId]);
}

function countOf(earn: Earn, worth: Worth, counted: readonly KeptLine[], share: Fraction): Fraction {
  if (earn.per === 'visit') return fraction(earn.points);
  if (earn.per === 'item') {
    // A sale without lines has no pieces: nobody said how many.
    const pieces = counted.filter(({ line }) => line.lineId !== '').map((each) => each.pieces);
    return times(fraction(earn.points), sum(pieces));
  }
  const lines = earn.base === 'total' ? worth.lines : counted;
  const ofLines = sum(lines.map((each) => (earn.base === 'without-tax' ? each.net : each.gross)));
  const money = plus(ofLines, earn.base === 'total' ? fraction(worth.chargesLeft) : zero);
  if (isLess(money, zero)) return zero;
  const steps = over(times(money, share), fraction(earn.of));
  return times(fraction(earn.points), earn.steps === 'whole' ? fraction(floor(steps)) : steps);
}

function counts(
  { only, except }: Rule,
  line: { sku: string | null; category: string | null; discount: number },
): boolean {
  if (only !== null && !isNamed(only, line)) return false;
  return !isNamed(except, line) && !(except.discounted && line.discount > 0);
}

function isNamed(
  { skus, categories }: Filter,
  { sku, category }: { sku: string | null; category: string | null },
): boolean {
  return (sku !== null && skus.includes(sku)) || (category !== null && categories.includes(category));
}

function multiplierOf(shop: ShopRules, { ruleId }: Rule, worth: Worth, occasion: Occasion): Fraction {
  const applies = ({ rules, when }: Multiplier) =>
    (rules === null || rules.includes(ruleId)) && isMet(shop, when, worth, occasion);
  const all = shop.earn.multipliers.filter(applies).map((each) => fraction(each.times, each.per));
  if (shop.earn.combineMultipliers === 'all') return all.reduce(times, one);
  return all.length === 0 ? one : all.reduce((highest, each) => (isLess(highest, each) ? each : highest));
}

function rounded(points: Fraction, how: Rule['rounding']): number {
  if (how === 'floor') return floor(points);
  if (how === 'half-up') return floor(plus(points, fraction(1, 2)));
  return -floor(minus(zero, points));
}

function capped(points: number, { perInvoice }: Cap, room: number | undefined): number {
  return Math.max(0, Math.min(points, perInvoice ?? points, room ?? points));
}

/** Whether all that is asked for holds. */
export function isMet(days: ShopDays, when: When, { kept }: Pick<Worth, 'kept'>, occasion: Occasion): boolean {
  const today = businessDate(days, occasion.soldAt);
  // A stretch of hours belongs to the business day on which it began, and so do the dates and weekdays beside it.
  const day = when.hours === null ? today : dayOfHours(days, when.hours, occasion.soldAt);
  if (day === null) return false;
  if (when.from !== null && day < when.from) return false;
  if (when.until !== null && when.until < day) return false;
  if (when.weekdays !== null && !when.weekdays.includes(weekdayOf(day))) return false;
  if (when.minimumSpend !== null && kept < when.minimumSpend) return false;
  if (when.firstPurchase && !occasion.firstPurchase) return false;
  if (when.tiers !== null && (occasion.tier === null || !when.tiers.includes(occasion.tier))) return false;
  return when.birthday === null || isBirthday(today, occasion.birthday, when.birthday);
}

function isBirthday(today: string, birthday: string | null, span: 'day' | 'month'): boolean {
  if (birthday === null) return false;
  const [year = 0] = today.split('-').map(Number);
  const isLeapYear = new Date(Date.UTC(year, 1, 29)).getUTCDate() === 29;
  const kept = birthday === '02-29' && !isLeapYear ? '02-28' : birthday;
  return span === 'day' ? today.slice(5) === kept : today.slice(5, 7) === kept.slice(0, 2);
}
