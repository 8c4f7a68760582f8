import type { BusinessDate } from '../../values/instant.ts';
import type { Program } from '../../program/program.ts';
import type { Explanation } from '../../program/evaluating/explanation.ts';
import type { Activity } from '../../ledger/member-record.ts';
import { isWhole } from '../../values/points.ts';

/** Points by rule, and in all under the empty name. */
export type PointsByRule = Readonly<Record<string, number>>;

/** Business dates with earnings that a member's record remembers: a sale older than these finds its day unused. */
const daysRemembered = 31;

/** Whether a program has any cap per day, so that a member's days are worth remembering. */
export function hasDayCaps({ earn }: Program): boolean {
  return earn.cap.perDay !== null || earn.rules.some((rule) => rule.cap.perDay !== null);
}

/** What was earned on a date so far. */
export function earnedOn(activity: Activity, date: BusinessDate): PointsByRule {
  return activity.days.find((day) => day.date === date)?.points ?? {};
}

/** Whether no sum of a day passes what a record keeps. */
export function hasWholeDays({ days }: Activity): boolean {
  return days.every(({ points }) => Object.values(points).every(isWhole));
}

/**
 * What other sales have used of the caps of a date. A sale never loses what it has used itself, though other sales of
 * the day may have been capped by other versions of the program.
 */
export function usedByOthers(
  activity: Activity,
  { earn }: Program,
  date: BusinessDate,
  own: PointsByRule,
): PointsByRule {
  const all = earnedOn(activity, date);
  const caps = [['', earn.cap.perDay] as const, ...earn.rules.map((rule) => [rule.ruleId, rule.cap.perDay] as const)];
  return Object.fromEntries(
    caps.flatMap(([rule, perDay]) => {
      const mine = usedBy(own, rule);
      const others = Math.min(usedBy(all, rule), Math.max(perDay ?? 0, mine)) - mine;
      return others > 0 ? [[rule, others]] : [];
    }),
  );
}

/**
 * Notes what a sale with so many points uses of the caps of its date. Use only grows: an edit down or a refund frees no
 * cap. Points that wait for a payment use none.
 */
export function bookCapUse(
  activity: Activity,
  own: PointsByRule,
  date: BusinessDate,
  explanation: Explanation,
  points = explanation.points,
): { activity: Activity; capUse: PointsByRule } {
  // Maps, for a rule may be called `constructor`.
  const used = new Map(Object.entries(earnedOn(activity, date)));
  const capUse = new Map(Object.entries(own));
  const uses = [
    ...explanation.rules.map((rule) => [rule.ruleId, rule.points] as const),
    ['', explanation.points] as const,
  ];
  const most = points < explanation.points ? points : Number.POSITIVE_INFINITY;
  for (const [rule, gives] of uses) {
    const use = Math.min(gives, most);
    const more = use - (capUse.get(rule) ?? 0);
    if (more <= 0) continue;
    capUse.set(rule, use);
    used.set(rule, (used.get(rule) ?? 0) + more);
  }
  return { activity: withDay(activity, date, used), capUse: Object.fromEntries(capUse) };
}

/** Frees what a sale has used of the caps of its date: the sale did not happen to this member, or not on that day. */
export function freeCapUse(activity: Activity, own: PointsByRule, date: BusinessDate): Activity {
  const used = earnedOn(activity, date);
  const rest = Object.entries(used).map(([rule, points]) => [rule, points - usedBy(own, rule)] as const);
  return withDay(activity, date, new Map(rest.filter(([, points]) => points > 0)));
}

function withDay(activity: Activity, date: BusinessDate, points: ReadonlyMap<string, number>): Activity {
  const others = activity.days.filter((day) => day.date !== date);
  const days = points.size === 0 ? others : [...others, { date, points: Object.fromEntries(points) }];
  return { ...activity, days: days.sort((a, b) => (a.date < b.date ? 1 : -1)).slice(0, daysRemembered) };
}

/** What a rule used. Own properties only: a rule may be called `constructor`. */
function usedBy(points: PointsByRule, rule: string): number {
  return Object.hasOwn(points, rule) ? (points[rule] ?? 0) : 0;
}
