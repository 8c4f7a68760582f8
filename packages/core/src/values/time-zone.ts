import { hourMs } from './business-date.ts';

/**
 * How far the clocks of a time zone are ahead of UTC at an instant, in milliseconds.
 *
 * @remarks Read off a formatted clock, because an offset's text hides seconds and the sign of less than an hour
 * (Africa/Monrovia was −00:44:30 until 1972).
 */
export function offsetMsAt(instant: number, timeZone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of clockOf(timeZone).formatToParts(instant)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const wholeSeconds = Math.floor(instant / 1000) * 1000;
  return Date.UTC(year, month - 1, day, hour, minute, second) - wholeSeconds;
}

/**
 * The first instant at which a clock shows `wallMs` (a local date and time, written as if it were UTC); the first after
 * it where the clock skips that time.
 */
export function firstInstantAt(wallMs: number, timeZone: string): number {
  // No offset is as large as this window is wide, and no zone changes its clocks twice in it.
  let before = wallMs - windowMs;
  let after = wallMs + windowMs;
  const offsetBefore = offsetMsAt(before, timeZone);
  const offsetAfter = offsetMsAt(after, timeZone);
  if (offsetBefore === offsetAfter) return wallMs - offsetAfter;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetMsAt(middle, timeZone) === offsetBefore) before = middle;
    else after = middle;
  }
  const change = after;
  return wallMs - offsetBefore < change ? wallMs - offsetBefore : Math.max(change, wallMs - offsetAfter);
}

const windowMs = 18 * hourMs;
const maxClocks = 64;
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    if (clocks.size >= maxClocks) clocks.clear();
    clock = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    clocks.set(timeZone, clock);
  }
  return clock;
}
