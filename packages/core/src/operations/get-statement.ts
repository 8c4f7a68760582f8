import { errAsync, okAsync, type ResultAsync } from 'neverthrow';
import { unknownMember, type UnknownMember } from '../model/errors.ts';
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
  const { reader } = ports.store;
  const { programId } = ports.program;
  return (query: StatementQuery): ResultAsync<Page<StatementLine>, ReadFailure | UnknownMember> =>
    parse(statementShape, query)
      .andThen(({ cursor, ...rest }) => readStatementCursor(cursor).map((before) => ({ ...rest, before })))
      .asyncAndThen(({ memberId, before, limit = usualPage }) =>
        reader.statement(programId, memberId, before, limit + 1).andThen((rows) => {
          if (rows.length > 0) return okAsync(pageOf(rows, limit, statementCursor));
          // Nothing to show: is the member new, or is there none?
          return reader
            .member(programId, memberId)
            .andThen((member) =>
              member === null ? errAsync(unknownMember(memberId)) : okAsync({ items: [], next: null }),
            );
        }),
      );
}
