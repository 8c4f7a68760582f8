import { err, ok, type Result } from 'neverthrow';
import { getStatement, type MemberId, type Page, type ReadingHost, type StatementLine } from '../../index.ts';
import { type FailureOf, stream } from '../../plugin.ts';
import { othersFirst } from '../../till.ts';
import { id, oneOf, optional, shape, strict } from '../../shapes.ts';
import { type StatementRow, statementColumns } from './statement-row.ts';

/** Whose statement. */
export interface StatementReportQuery {
  /** Whose. */
  readonly memberId: string;
  /**
   * Whom it is for: `staff` when left out. A `member` sees comments, and no reasons, no names of staff, and no entries
   * that move no points.
   */
  readonly view?: 'staff' | 'member' | undefined;
}

const linesAtATime = 500;

/**
 * Reports all entries of a member, newest first, each with the balance after it: the pages of `getStatement`, one after
 * another, as rows for a file.
 *
 * @remarks Fails with `unknown-member`, `invalid-command` and the errors of the store. `store-locked` and
 * `store-unavailable` are retryable.
 *
 * @example
 * ```ts
 * for await (const row of pointbook.reports.statement({ memberId: 'C-17' })) {
 *   if (row.isErr()) print(row.error.kind, row.error.message);
 *   else print(row.value.postedAt, row.value.delta, row.value.balance);
 * }
 * ```
 */
export const reportStatement = stream({
  name: 'statement',
  route: 'GET /reports/statement',
  columns: statementColumns,
  mayLag: true,
  input: shape<StatementReportQuery>()(
    strict({ memberId: id<MemberId>(), view: optional(oneOf(['staff', 'member'])) }),
  ),
  failures: { 'unknown-member': true },
  parts: (asked, host: ReadingHost) => rowsOf(host, asked),
});

type Failure = FailureOf<typeof getStatement>;

async function* rowsOf(
  host: ReadingHost,
  query: Omit<StatementReportQuery, 'memberId'> & { readonly memberId: MemberId },
): AsyncGenerator<Result<StatementRow, Failure>, void> {
  const asked = { ...query, limit: linesAtATime };
  const readPage = getStatement(host);
  for (let cursor: string | null = null; ;) {
    const page: Result<Page<StatementLine>, Failure> = await readPage(cursor === null ? asked : { ...asked, cursor });
    if (page.isErr()) return yield err(page.error);
    for (const line of page.value.items) yield ok(rowOf(line));
    cursor = page.value.next;
    if (cursor === null) return;
    await othersFirst();
  }
}

function rowOf({ reference, ...line }: StatementLine): StatementRow {
  return {
    ...line,
    referenceType: reference?.type ?? null,
    referenceId: reference?.id ?? null,
    referenceDetail: reference?.detail ?? null,
  };
}
