import type { StatementLine } from '@pointbook/core';
import type { StatementRow } from '@pointbook/core/reports';

/** An entry as a row. */
export function entryRow({ reference, ...line }: StatementLine): StatementRow {
  return {
    ...line,
    referenceType: reference?.type ?? null,
    referenceId: reference?.id ?? null,
    referenceDetail: reference?.detail ?? null,
  };
}

/** What a table shows of entries, what matters most first. */
export const inEntryTable = [
  'sequence',
  'postedAt',
  'delta',
  'balance',
  'reason',
  'cause',
  'actor',
  'comment',
  'referenceId',
  'referenceDetail',
] as const satisfies readonly (keyof StatementRow)[];
