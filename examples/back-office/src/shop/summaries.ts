import { orThrow } from '@pointbook/core/errors';
import type { LiabilityRow } from '@pointbook/core/reports';
import type { Directory } from './directory.ts';
import { Days } from './days.ts';
import type { OpenLedger } from './ledger.ts';
import { type AsOf, Remembered } from './remembered.ts';
import { type StatusSummary, summarised } from './status-summary.ts';

/** Up to so many customers, reports on all of them take less time than a page may. */
const few = 2000;

/** What the reports tell in a page: the reports themselves have as many rows as there are customers. */
export class Summaries {
  readonly days: Days;
  readonly #status: Remembered<StatusSummary>;
  readonly #liability: Remembered<readonly LiabilityRow[]>;

  constructor(ledger: OpenLedger, directory: Directory) {
    const isSmall = () => directory.count('') <= few;
    this.days = new Days(ledger);
    this.#status = new Remembered(() => summarised(ledger.pointbook.reports.status()), isSmall);
    this.#liability = new Remembered(async () => {
      const rows: LiabilityRow[] = [];
      for await (const row of ledger.pointbook.reports.liability()) rows.push(orThrow(row));
      return rows;
    }, isSmall);
  }

  /** What all customers have together, and who has most. */
  status(): Promise<AsOf<StatusSummary>> {
    return this.#status.get();
  }

  /** What all customers have, by the month in which it ends. */
  liability(): Promise<AsOf<readonly LiabilityRow[]>> {
    return this.#liability.get();
  }
}
