import { err, ok, type Result } from 'neverthrow';
import type { InvalidCommand, Program } from '../../index.ts';
import { invalidCommand, isBusinessDate, startOfDate, startOfNextDay } from '../../plugin.ts';

/** A day as instants: from inclusive, until exclusive. */
export interface BusinessDay {
  /** When it begins. */
  readonly from: Date;
  /** When the next day begins. */
  readonly until: Date;
}

/**
 * Says when a day of the program's time zone begins and ends, for queries that ask for instants.
 *
 * @param date - YYYY-MM-DD; a day that is none is `invalid-command`.
 * @example
 * ```ts
 * import { businessDay } from '@pointbook/core/reports';
 *
 * const day = businessDay(program, '2026-03-31');
 * if (day.isOk()) await pointbook.findEntries({ kinds: ['adjustment'], ...day.value });
 * ```
 */
export function businessDay(
  { timeZone }: Pick<Program, 'timeZone'>,
  date: string,
): Result<BusinessDay, InvalidCommand> {
  if (!isBusinessDate(date)) return err(invalidCommand('date', 'must be a day of the calendar, such as 2026-03-31'));
  return ok({ from: new Date(startOfDate(date, timeZone)), until: new Date(startOfNextDay(date, timeZone)) });
}
