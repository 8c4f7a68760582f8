import type { LiabilityRow } from '@pointbook/core/reports';

/** The rows of months alone: what never ends, is held or owed has no place among them. */
export function monthsOf(rows: readonly LiabilityRow[]): readonly LiabilityRow[] {
  return rows.filter(({ ends }) => /^\d/.test(ends));
}
