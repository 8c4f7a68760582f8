import { err, ok, type Result } from 'neverthrow';
import type { UnknownMember } from '../values/errors.ts';
import type { StatementRow } from '../reporting/statement-row.ts';
import { parse } from '../schemas/parse.ts';
import { statementReportShape } from '../schemas/report-shapes.ts';
import type { ReadFailure } from './failures.ts';
import { getStatement } from '../reading/get-statement.ts';
import type { Ports } from './ports.ts';
import type { Page } from '../reading/page.ts';
import type { StatementLine } from '../reading/statement-line.ts';
import { othersFirst } from './report-rows.ts';

/** Whose statement. */
export interface StatementReportQuery {
  readonly memberId: string;
}

const linesAtATime = 500;

/**
 * Reports all entries of a member, newest first, each with the balance after it: the pages of `getStatement`, one after
 * another, as rows for a file.
 *
 * @example
 * ```ts
 * import { reportStatement } from '@pointbook/core/bulk';
 *
 * for await (const row of reportStatement(ports)({ memberId: 'C-17' })) {
 *   if (row.isErr()) print(row.error.kind, row.error.message);
 *   else print(row.value.postedAt, row.value.delta, row.value.balance);
 * }
 * ```
 */
export function reportStatement(ports: Ports) {
  return (query: StatementReportQuery): AsyncIterable<Result<StatementRow, ReadFailure | UnknownMember>> =>
    rowsOf(ports, query);
}

async function* rowsOf(
  ports: Ports,
  query: StatementReportQuery,
): AsyncGenerator<Result<StatementRow, ReadFailure | UnknownMember>, void> {
  const parsed = parse(statementReportShape, query);
  if (parsed.isErr()) return yield err(parsed.error);
  const asked = { memberId: parsed.value.memberId, limit: linesAtATime };
  const readPage = getStatement(ports);
  for (let cursor: string | null = null; ;) {
    const page: Result<Page<StatementLine>, ReadFailure | UnknownMember> = await readPage(
      cursor === null ? asked : { ...asked, cursor },
    );
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
