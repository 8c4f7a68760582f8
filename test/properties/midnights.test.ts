import { businessDateOf, startOfDate } from '@pointbook/core/values';
import type { BusinessDate, Instant } from '@pointbook/core';
import { expect, test } from 'vitest';
import { sampled } from '../support/properties/sampled.ts';

// Every time zone that the runtime knows, over twenty years, against the clock on the wall as Intl formats it: business
// days are read off it in steps of a quarter of an hour around each change of the clock.

const firstYear = 2010;
const years = 20;
const quarterMs = 15 * 60_000;
const dayMs = 86_400_000;
const starts = ['00:00', '02:30', '04:00', '23:30'];

type Clock = (instant: number) => number;

/** What the clock of a zone shows, as if it were UTC. */
function clockOf(timeZone: string): Clock {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return (instant) => Date.parse(`${format.format(instant).replace(' ', 'T')}Z`);
}

/** When the clock was changed, to within a few days. */
function changesOf(clock: Clock): number[] {
  const step = sampled(8, 1) * dayMs;
  const changes = [];
  let before = clock(Date.UTC(firstYear, 0, 1)) - Date.UTC(firstYear, 0, 1);
  for (let at = Date.UTC(firstYear, 0, 1); at < Date.UTC(firstYear + years, 0, 1); at += step) {
    const offset = clock(at) - at;
    if (offset !== before) changes.push(changeBetween(clock, at - step, at));
    before = offset;
  }
  return changes;
}

function changeBetween(clock: Clock, from: number, to: number): number {
  let [before, after] = [from, to];
  while (after - before > dayMs / 8) {
    const middle = (before + after) / 2;
    if (clock(middle) - middle === clock(from) - from) before = middle;
    else after = middle;
  }
  return Math.floor(after / dayMs) * dayMs;
}

function dayAt(wall: number, late: number): number {
  return Math.floor((wall - late) / dayMs);
}

/** Where the business days around a change are not those on the wall. */
function* mistakesAround(change: number, clock: Clock, timeZone: string): Generator<string> {
  const shown: number[] = [];
  for (let at = change - 2 * dayMs; at < change + 3 * dayMs; at += quarterMs) shown.push(clock(at));
  for (const dayStartsAt of starts) {
    const late = (Number(dayStartsAt.slice(0, 2)) * 60 + Number(dayStartsAt.slice(3))) * 60_000;
    // A date that the clock has shown has begun, whatever the clock shows after it.
    let today = dayAt(shown[0] ?? 0, late);
    for (const [index, wall] of shown.entries()) {
      const instant = (change - 2 * dayMs + index * quarterMs) as Instant;
      const isNew = dayAt(wall, late) > today;
      if (isNew) today = dayAt(wall, late);
      const date = new Date(today * dayMs).toISOString().slice(0, 10) as BusinessDate;
      const days = { timeZone, dayStartsAt };
      const where = `${timeZone} ${dayStartsAt} ${new Date(instant).toISOString()}`;
      if (businessDateOf(instant, days) !== date) yield `${where} is ${businessDateOf(instant, days)}, not ${date}`;
      if (!isNew) continue;
      const start = startOfDate(date, days);
      const isFirst = dayAt(clock(start), late) === today && dayAt(clock(start - 1), late) < today;
      if (start > instant || start <= instant - quarterMs || !isFirst)
        yield `${date} begins at ${new Date(start).toISOString()}, not ${where}`;
    }
  }
}

test(
  'a business date begins at its first instant, in all zones, wherever clocks are changed',
  { timeout: 600_000 },
  () => {
    const mistakes: string[] = [];
    let tried = 0;
    for (const [index, timeZone] of Intl.supportedValuesOf('timeZone').entries()) {
      const clock = clockOf(timeZone);
      for (const [nth, change] of changesOf(clock).entries()) {
        // Each zone's clocks are changed as in the year before, as a rule: the suite tries one change in nine of each
        // zone.
        if ((index + nth) % sampled(9, 1) !== 0) continue;
        tried += 1;
        mistakes.push(...mistakesAround(change, clock, timeZone));
      }
    }
    expect(mistakes).toEqual([]);
    expect(tried).toBeGreaterThan(500);
  },
);
