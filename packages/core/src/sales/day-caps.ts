import type { BusinessDate } from '../values/instant.ts';
import type { Program } from '../program/program.ts';
import type { Posted } from './invoice-record.ts';
import type { Explanation } from '../program/explanation.ts';
import type { Activity } from '../ledger/member-record.ts';

type PointsByRule = Readonly<Record<string, number>>;

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

/** Notes what an invoice uses of the caps of its date. Use only grows: an edit down or a refund frees no cap. */
export function bookCapUse(
  activity: Activity,
  posted: Posted,
  date: BusinessDate,
  explanation: Explanation,
): { activity: Activity; capUse: PointsByRule } {
  // Maps, for a rule may be called `constructor`.
  const used = new Map(Object.entries(earnedOn(activity, date)));
  const capUse = new Map(Object.entries(posted.capUse));
  const uses = [
    ...explanation.rules.map((rule) => [rule.ruleId, rule.points] as const),
    ['', explanation.points] as const,
  ];
  for (const [rule, points] of uses) {
    const more = points - (capUse.get(rule) ?? 0);
    if (more <= 0) continue;
    capUse.set(rule, points);
    used.set(rule, (used.get(rule) ?? 0) + more);
  }
  const days = [...activity.days.filter((day) => day.date !== date), { date, points: Object.fromEntries(used) }]
    .sort((a, b) => (a.date < b.date ? 1 : -1))
    .slice(0, daysRemembered);
  return { activity: { ...activity, days }, capUse: Object.fromEntries(capUse) };
}
