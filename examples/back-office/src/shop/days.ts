import { orThrow } from '@pointbook/core/errors';
import { dailyColumns, type DailyRow } from '@pointbook/core/reports';
import { type Day, daysBetween, plusDays, today } from './dates.ts';
import type { Ledger, OpenLedger } from './ledger.ts';

/** What happened on each day. A day that is over never changes, so it is read once. */
export class Days {
  readonly #ledger: OpenLedger;
  readonly #now: () => number;
  /** Other rules may have other days. */
  #of: Ledger | null = null;
  #over = new Map<Day, DailyRow>();

  constructor(ledger: OpenLedger, now = Date.now) {
    this.#ledger = ledger;
    this.#now = now;
  }

  /** All days of a range. A day on which nothing happened has zeros. */
  async rows(from: Day, to: Day): Promise<readonly DailyRow[]> {
    const { pointbook, program } = this.#ledger;
    if (this.#of !== pointbook) [this.#of, this.#over] = [pointbook, new Map()];
    const over = this.#over;
    const days = daysBetween(from, to);
    const unknown = days.filter((day) => !over.has(day));
    const fresh = new Map<Day, DailyRow>();
    const [first, last] = [unknown[0], unknown.at(-1)];
    if (first !== undefined && last !== undefined)
      for await (const row of pointbook.reports.daily({ columns: dailyColumns, from: first, to: last })) {
        const day = orThrow(row);
        fresh.set(day.date, day);
      }
    // Until tomorrow, an entry that was begun before midnight may still come to yesterday.
    const yesterday = plusDays(today(program, this.#now()), -1);
    for (const day of unknown) if (day < yesterday) over.set(day, fresh.get(day) ?? quiet(day));
    return days.map((day) => fresh.get(day) ?? over.get(day) ?? quiet(day));
  }
}

function quiet(date: Day): DailyRow {
  const zeros = dailyColumns.filter((column) => column !== 'date').map((column) => [column, 0]);
  return { date, ...Object.fromEntries(zeros) } as DailyRow;
}
