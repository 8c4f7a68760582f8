import { PointbookError } from '@pointbook/core/errors';
import type { StatusRow } from '@pointbook/core/reports';
import type { Ledger } from './ledger.ts';

/** By what customers are ranked. */
export const rankings = ['balance', 'earned', 'redeemed', 'expired'] as const;

export type Ranking = (typeof rankings)[number];

/** What all customers have together, and those who have most. */
export interface StatusSummary {
  readonly customers: number;
  readonly totals: Readonly<Record<Ranking | 'available', number>>;
  /** The first of each ranking, most first. */
  readonly most: Readonly<Record<Ranking, readonly StatusRow[]>>;
}

/** As many as a page shows. */
const shown = 50;

/** Adds a report up as it comes, so that no more of it is kept than what is shown. */
export async function summarised(rows: ReturnType<Ledger['reports']['status']>): Promise<StatusSummary> {
  let customers = 0;
  const totals = { balance: 0, available: 0, earned: 0, redeemed: 0, expired: 0 };
  const most: Record<Ranking, StatusRow[]> = { balance: [], earned: [], redeemed: [], expired: [] };
  for await (const read of rows) {
    if (read.isErr()) throw new PointbookError(read.error);
    const row = read.value;
    customers += 1;
    totals.available += row.available;
    for (const ranking of rankings) {
      totals[ranking] += row[ranking];
      most[ranking].push(row);
      if (most[ranking].length >= 4 * shown) most[ranking] = firstOf(most[ranking], ranking);
    }
  }
  for (const ranking of rankings) most[ranking] = firstOf(most[ranking], ranking);
  return { customers, totals, most };
}

/** What was spent and what has ended is below 0: there the lowest are the most. */
function firstOf(rows: readonly StatusRow[], ranking: Ranking): StatusRow[] {
  return rows.toSorted((a, b) => Math.abs(b[ranking]) - Math.abs(a[ranking])).slice(0, shown);
}
