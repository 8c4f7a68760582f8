import type { ResultAsync } from 'neverthrow';
import type { EntryFilter } from '../ports/ledger-reader.ts';
import { parse } from '../schemas/parse.ts';
import type { FindEntriesQuery } from '../schemas/points-commands.ts';
import { findEntriesShape } from '../schemas/points-shapes.ts';
import { entriesCursor, lineOf, pageOf, readEntriesCursor, usualPage } from './cursor.ts';
import type { ReadFailure } from './failures.ts';
import type { Ports } from './ports.ts';
import type { Page, StatementLine } from './receipts.ts';

/**
 * Finds entries of all members by member, kind, actor, reference, date or text of the reason; newest first.
 *
 * @example
 * ```ts
 * const found = await findEntries(ports)({ kinds: ['adjustment'], actor: 'staff-3', reason: 'missed sale' });
 * if (found.isOk()) for (const { memberId, delta, reason } of found.value.items) print(memberId, delta, reason);
 * ```
 */
export function findEntries(ports: Ports) {
  return (query: FindEntriesQuery): ResultAsync<Page<StatementLine>, ReadFailure> =>
    parse(findEntriesShape, query)
      .andThen(({ cursor, ...rest }) => readEntriesCursor(cursor).map((before) => ({ ...rest, before })))
      .asyncAndThen(({ before, limit = usualPage, ...said }) => {
        const filter = Object.fromEntries(
          Object.entries(said).filter(([, value]) => value !== undefined),
        ) as EntryFilter;
        return ports.store.reader
          .findEntries(ports.program.programId, filter, before, limit + 1)
          .map((rows) => pageOf(rows, limit, lineOf, entriesCursor));
      });
}
