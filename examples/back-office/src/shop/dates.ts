import type { Instant, ProgramDefinition } from '@pointbook/core';
import { businessDateOf, dayMs } from '@pointbook/core/values';

/** A day of the shop, YYYY-MM-DD. */
export type Day = string;

/** The day that it is in the shop. */
export function today(program: ProgramDefinition, now = Date.now()): Day {
  return businessDateOf(now as Instant, program);
}

/** The day so many days later, or earlier. */
export function plusDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** All days from one to another, with both. */
export function daysBetween(from: Day, to: Day): readonly Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = plusDays(day, 1)) days.push(day);
  return days;
}
