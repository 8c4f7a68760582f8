import { err, ok, type Result } from 'neverthrow';
import type { InvalidCommand } from '../../index.ts';
import { invalidCommand, isBusinessDate, type ShopDays, startOfDate, startOfNextDay } from '../../values.ts';

/** A day as instants: from inclusive, until exclusive. */
export interface BusinessDay {
  /** When it begins. */
  readonly from: Date;
  /** When the next day begins. */
  readonly until: Date;
}

/**
 * Says when a business day of the program begins and ends, for queries that ask for instants.
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
export function businessDay(days: ShopDays, date: string): Result<BusinessDay, InvalidCommand> {
  if (!isBusinessDate(date)) return err(invalidCommand('date', 'must be a day of the calendar, such as 2026-03-31'));
  return ok({ from: new Date(startOfDate(date, days)), until: new Date(startOfNextDay(date, days)) });
}
