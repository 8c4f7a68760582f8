import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { UnknownMember } from '../model/errors.ts';
import { unknownMember } from '../model/failures.ts';
import { parse } from '../schemas/parse.ts';
import type { StatementQuery } from '../schemas/points-commands.ts';
import { statementShape } from '../schemas/points-shapes.ts';
import { pageOf, readStatementCursor, statementCursor, usualPage } from './cursor.ts';
import type { ReadFailure } from './failures.ts';
import type { Ports } from './ports.ts';
import type { Page, StatementLine } from './receipts.ts';

/**
 * Reads one page of a member's entries, newest first, each with the balance after it.
 *
 * @remarks A page deep in the history costs what the first one costs. What is due but was not posted yet is not on
 * it; `expireDue` or any write posts it.
 *
 * @example
 * ```ts
 * const page = await getStatement(ports)({ memberId: 'C-17', limit: 20 });
 * if (page.isOk()) for (const { cause, delta, balance } of page.value.items) print(cause, delta, balance);
 * ```
 */
export function getStatement(ports: Ports) {
  return (query: StatementQuery): ResultAsync<Page<StatementLine>, ReadFailure | UnknownMember> =>
    new ResultAsync(readPage(ports, query));
}

async function readPage(
  { store: { reader }, program: { programId } }: Ports,
  query: StatementQuery,
): Promise<Result<Page<StatementLine>, ReadFailure | UnknownMember>> {
  const parsed = parse(statementShape, query);
  if (parsed.isErr()) return err(parsed.error);
  const { memberId, limit = usualPage } = parsed.value;
  const before = readStatementCursor(parsed.value.cursor);
  if (before.isErr()) return err(before.error);
  const rows = await reader.statement(programId, memberId, before.value, limit + 1);
  if (rows.isErr() || rows.value.length > 0) return rows.map((found) => pageOf(found, limit, statementCursor));
  // Nothing to show: is the member new, or is there none?
  const member = await reader.member(programId, memberId);
  return member.andThen((found) => (found === null ? err(unknownMember(memberId)) : ok({ items: [], next: null })));
}
