import { err, ok, type Result } from 'neverthrow';
import type { Instant, Ports, StoreError } from '../../index.ts';
import { readClock } from '../../till.ts';
import { optional, whole } from '../../shapes.ts';
import type { RightTime } from './right-time.ts';

/** What the verbs of clocks work with. */
export type ClockHost = Pick<Ports, 'reads' | 'program' | 'clock' | 'clockGuard' | 'engine' | 'kinds'>;

/** Hours ahead of now from which a time is wrong, when left out. */
export const usualHours = 24;

/** A field of these hours: clocks that differ by less are right, and a year is more than enough. */
export function aheadField() {
  return optional(whole(1, 8760));
}

/** The time of this process, where it may be believed. */
export async function readRightTime(
  { clock, clockGuard }: Pick<ClockHost, 'clock' | 'clockGuard'>,
  aheadHours: number,
): Promise<Result<RightTime, StoreError>> {
  const now = readClock(clock);
  const known = await clockGuard.sweep(now);
  if (known?.isErr()) return err(known.error);
  const until = (now + aheadHours * 3_600_000) as Instant;
  return ok({ now, until, right: (at) => (at > until ? now : at) });
}
