// Days as a shop counts them, asked of Intl alone. A date is a text, "2026-03-02"; an instant is a number of
// milliseconds.

const dayMs = 86_400_000;

export interface ShopDays {
  readonly timeZone: string;
  /** "04:00": the local time at which a business day begins; "00:00" unless the shop says so. */
  readonly dayStartsAt: string;
}

export interface Period {
  readonly unit: 'days' | 'months';
  readonly count: number;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the clock on the shop's wall shows, as if its time were UTC. */
function wallTime(timeZone: string, instant: number): number {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    const digits = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
    clock = new Intl.DateTimeFormat('en-US', { ...digits, second: '2-digit', hourCycle: 'h23', timeZone });
    clocks.set(timeZone, clock);
  }
  const shown = new Map(clock.formatToParts(instant).map(({ type, value }) => [type as string, Number(value)]));
  const at = (part: string) => shown.get(part) ?? 0;
  const seconds = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'));
  return seconds + (((instant % 1000) + 1000) % 1000);
}

/** The first instant at which the wall clock shows that time, or the first after it where it is skipped. */
export function firstInstantAt(timeZone: string, wall: number): number {
  const offsets = new Set(
    [-36, -24, -12, -3, 0, 3, 12, 24, 36].map((hours) => offsetAt(timeZone, wall + hours * 3_600_000)),
  );
  const shows = [...offsets].map((offset) => wall - offset).filter((instant) => wallTime(timeZone, instant) === wall);
  if (shows.length > 0) return Math.min(...shows);
  // The time is skipped: the clock jumps over it within this day, and only forward.
  let before = wall - Math.max(...offsets) - dayMs / 2;
  let after = wall - Math.min(...offsets) + dayMs / 2;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallTime(timeZone, middle) < wall) before = middle;
    else after = middle;
  }
  return after;
}

function offsetAt(timeZone: string, instant: number): number {
  return wallTime(timeZone, instant) - instant;
}

const dateOf = (wall: number): string => new Date(wall).toISOString().slice(0, 10);
const wallOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/**
 * A business day that has begun goes on, also where the clock is turned back and shows the time before it once more.
 */
export function businessDate(days: ShopDays, instant: number): string {
  const shown = dateOf(wallTime(days.timeZone, instant) - minutesOf(days.dayStartsAt) * 60_000);
  const next = addDays(shown, 1);
  return startOfDay(days, next) <= instant ? next : shown;
}

/** The first instant of a business day. */
export function startOfDay({ timeZone, dayStartsAt }: ShopDays, date: string): number {
  return firstInstantAt(timeZone, wallOf(date) + minutesOf(dayStartsAt) * 60_000);
}

export function addDays(date: string, days: number): string {
  return dateOf(wallOf(date) + days * dayMs);
}

/** 31 January and a month is the last day of February. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return dateOf(Date.UTC(year, month - 1 + months, Math.min(day, last)));
}

export function addPeriod(date: string, { unit, count }: Period): string {
  return unit === 'days' ? addDays(date, count) : addMonths(date, count);
}

export function lastOfMonth(date: string): string {
  const [year = 0, month = 0] = date.split('-').map(Number);
  return dateOf(Date.UTC(year, month, 0));
}

/** The instant at which that business day is over. */
export function endOfDay(days: ShopDays, date: string): number {
  return startOfDay(days, addDays(date, 1));
}

/** So many days later at the same time on the clock. */
export function sameTimeLater({ timeZone }: ShopDays, instant: number, days: number): number {
  return days === 0 ? instant : firstInstantAt(timeZone, wallTime(timeZone, instant) + days * dayMs);
}

export function weekdayOf(date: string): string {
  return ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][new Date(wallOf(date)).getUTCDay()] ?? '';
}

/** "HH:mm" on the wall, and the calendar date there, whatever the business day is. */
function wallClock({ timeZone }: ShopDays, instant: number): { readonly date: string; readonly time: string } {
  const shown = new Date(wallTime(timeZone, instant)).toISOString();
  return { date: shown.slice(0, 10), time: shown.slice(11, 16) };
}

/** The business day on which the stretch of hours began that the instant is in; null where it is in none. */
export function dayOfHours(
  days: ShopDays,
  { from, until }: { readonly from: string; readonly until: string },
  instant: number,
): string | null {
  const { date, time } = wallClock(days, instant);
  const isWithin = from <= until ? from <= time && time < until : from <= time || time < until;
  if (!isWithin) return null;
  const begun = from <= time ? date : addDays(date, -1);
  return from < days.dayStartsAt ? addDays(begun, -1) : begun;
}
