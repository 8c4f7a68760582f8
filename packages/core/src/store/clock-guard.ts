import { err, ok, type Result } from 'neverthrow';
import { type Clock, type ClockGuard, systemClock } from '../kernel/clock.ts';
import { type StoreError, storeError } from '../kernel/store-error.ts';
import { hourMs } from '../values/business-date.ts';
import type { ProgramId } from '../values/ids.ts';
import { firstInstant, type Instant } from '../values/instant.ts';
import { InvariantError } from '../values/invariant.ts';
import { checkOptionNames } from '../values/option-names.ts';
import type { RecordReader } from './record-reader.ts';

/** How the clock is judged before something is written. */
export interface ClockCheck {
  /**
   * Hours by which the clock may differ from the database's, where the database tells the time (PostgreSQL). Where the
   * host gives a `clock` of its own, that is judged so only if this is set.
   *
   * @defaultValue `24`
   */
  readonly toleranceHours?: number | undefined;
  /**
   * Days without an entry after which a clock is not believed that nothing else confirms.
   *
   * @defaultValue `1100`, which is three years and some days
   */
  readonly pauseDays?: number | undefined;
}

/**
 * Judges a clock by the database's time, and by the newest entries.
 *
 * @remarks An answer holds for all readings that the same facts confirm, so a process asks about once a day.
 * The machine's own clock is never refused to a sale where the database tells no time: a shop may open again after
 * years, and nothing tells that from a wrong clock.
 */
export function clockGuard(
  rows: Pick<RecordReader, 'nextEntryAt' | 'time'>,
  programId: ProgramId,
  clock: Clock,
  check: ClockCheck | false,
): ClockGuard {
  if (check === false) return { write: () => null, sweep: () => null, joined: () => null };
  checkOptionNames('`clockCheck`', check, { toleranceHours: false, pauseDays: false });
  const toleranceMs = hours(check.toleranceHours ?? 24, 'toleranceHours');
  const pauseMs = hours((check.pauseDays ?? 1100) * 24, 'pauseDays');
  const isOwn = clock !== systemClock;
  const isTold = () => rows.time !== undefined && (!isOwn || check.toleranceHours !== undefined);
  /** Up to when readings are confirmed. */
  let writesUntil = 0;
  let sweepsUntil = 0;

  async function byDatabase(now: Instant): Promise<Result<number, StoreError>> {
    const answer = await rows.time?.();
    return answer === undefined ? ok(0) : answer.andThen((time) => byTime(now, time));
  }

  function byTime(now: Instant, time: Instant): Result<number, StoreError> {
    if (Math.abs(now - time) > toleranceMs) return err(differs(now, `the database says ${say(time)}`));
    return ok(time + toleranceMs);
  }

  /** Where an own clock agrees with the machine's, it needs no entry. */
  async function byEntries(now: Instant, machine: number | null): Promise<Result<number, StoreError>> {
    if (machine !== null && now <= machine + pauseMs) return ok(machine + pauseMs);
    const from = Math.max(firstInstant, now - pauseMs) as Instant;
    const recent = await rows.nextEntryAt(programId, from);
    if (recent.isErr()) return err(recent.error);
    if (recent.value !== null) return ok(recent.value + pauseMs);
    const first = await rows.nextEntryAt(programId, firstInstant);
    if (first.isErr()) return err(first.error);
    return first.value === null ? ok(0) : err(differs(now, `no entry is from ${say(from)} or later`));
  }

  async function judge(now: Instant, machine: number | null, confirm: (until: number) => void) {
    const until = await (isTold() ? byDatabase(now) : byEntries(now, machine));
    return until.map(confirm);
  }

  const confirmWrites = (until: number) => void (writesUntil = until);
  return {
    write(now) {
      if (now <= writesUntil || (!isOwn && !isTold())) return null;
      return judge(now, Date.now(), confirmWrites);
    },
    sweep(now) {
      if (now <= sweepsUntil) return null;
      return judge(now, isOwn ? Date.now() : null, (until) => void (sweepsUntil = until));
    },
    joined: (now) => (now <= writesUntil || !isTold() ? null : (time) => byTime(now, time).map(confirmWrites)),
  };
}

function hours(given: number, name: string): number {
  if (given > 0) return given * hourMs;
  throw new InvariantError(`\`clockCheck.${name}\` must be more than 0; \`clockCheck: false\` judges no clock.`);
}

function differs(now: Instant, fact: string): StoreError {
  const problem = `The clock of this process says ${say(now)}, and ${fact}. Nothing was written, for points that end by a wrong clock are gone.`;
  const message = `${problem} Set the clock; where it is right, say \`clockCheck\` to createPointbook.`;
  return storeError({ kind: 'store-clock-differs', message, remedied: { problem, remedy: 'set-clock' } });
}

function say(instant: number): string {
  return new Date(instant).toISOString();
}
