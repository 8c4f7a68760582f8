import { err, ok, type Result } from 'neverthrow';
import type { Account, Instant, Lot, ReadingHost, StoreError } from '../../index.ts';
import { stream } from '../../plugin.ts';
import { byEnd, changeLots, ripen } from '../../till.ts';
import { noInput } from '../../shapes.ts';
import { type MemberRow, memberColumns } from './member-row.ts';
import { membersOf, nobody } from './members-of.ts';

/** Points of a member that end and begin together, in the columns of an import of mode `opening`. */
export interface OpeningReportRow extends MemberRow {
  /** When the points end; null where they end unless the member is active, or where there are none. */
  readonly endsAt: Date | 'never' | null;
  /** When they end unless the member is active; null for other ends. */
  readonly endsUnlessActive: Date | null;
  /** From when they can be spent; null where they can be now. */
  readonly availableFrom: Date | null;
}

const [memberId, balance, ...person] = memberColumns;

/** The columns of the report. */
export const openingColumns = [
  memberId,
  balance,
  'endsAt',
  'endsUnlessActive',
  'availableFrom',
  ...person,
] as const satisfies readonly (keyof OpeningReportRow)[];

/**
 * Reports each member's points with their ends, in the order of the member ids: what takes them to another ledger.
 *
 * @remarks As CSV it is a file for an import of mode `opening`, which brings the same members with the same points,
 * ends and debts. A member has a row for each end of points, one after another, and the first one has the profile.
 * Points that open holds set aside count as the member's. What is due counts as posted. The rows hold personal data.
 *
 * Fails with the errors of the store. `store-locked` and `store-unavailable` are retryable. Rows that came before a
 * failure are not the whole report.
 *
 * @example
 * ```ts
 * import { openingColumns, reportCsv } from '@pointbook/core/reports';
 *
 * for await (const text of reportCsv(pointbook.reports.opening(), openingColumns)) {
 *   if (text.isErr()) print(text.error.message);
 *   else print(text.value);
 * }
 * ```
 */
export const reportOpening = stream({
  name: 'opening',
  route: 'GET /reports/opening',
  columns: openingColumns,
  mayLag: true,
  input: noInput,
  failures: {},
  parts: (_nothing, host: ReadingHost) => rowsOf(host),
});

async function* rowsOf(host: ReadingHost): AsyncGenerator<Result<OpeningReportRow, StoreError>, void> {
  for await (const member of membersOf(host)) {
    if (member.isErr()) return yield err(member.error);
    const { account, now, person: profile } = member.value;
    let known: Omit<MemberRow, 'memberId' | 'balance'> = profile;
    for (const points of pointsOf(account, now)) {
      yield ok({ memberId: account.memberId, ...points, ...known });
      // Said once: another row with the same phone would be another member.
      known = nobody;
    }
  }
}

type PointsRow = Pick<OpeningReportRow, 'balance' | 'endsAt' | 'endsUnlessActive' | 'availableFrom'>;

/** The member's points by their ends, held ones included, less the debt; one row also where there are none. */
function pointsOf(account: Account, now: Instant): readonly PointsRow[] {
  const held = account.holds.flatMap(({ taken }) => taken);
  const lots = changeLots([], ripen([...account.lots, ...held], now)).toSorted(byEnd);
  let { debt } = account;
  const rows: PointsRow[] = [];
  for (const lot of lots) {
    const repaid = Math.min(debt, lot.points);
    debt -= repaid;
    if (repaid < lot.points) rows.push(rowOf({ ...lot, points: lot.points - repaid }, account));
  }
  return rows.length > 0 ? rows : [{ balance: 0 - debt, endsAt: null, endsUnlessActive: null, availableFrom: null }];
}

function rowOf({ points, expiresAt, availableAt }: Lot, { inactivity }: Account): PointsRow {
  const deadline = expiresAt === 'inactivity' ? (inactivity?.deadline ?? null) : null;
  return {
    balance: points,
    endsAt: typeof expiresAt === 'number' ? new Date(expiresAt) : expiresAt === 'never' ? expiresAt : null,
    endsUnlessActive: deadline === null ? null : new Date(deadline),
    availableFrom: availableAt === null ? null : new Date(availableAt),
  };
}
