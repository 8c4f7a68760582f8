import type { FedRows } from '@pointbook/sql';
import type { FeedBases } from './feed-base.ts';

/**
 * The rows of a page of the feed where tables are spread over servers: what is final is asked for first, since no one
 * statement sees both the table and the numbers of the server that the client is connected to.
 *
 * @remarks All goes out in one flight, so that rows come which are not final yet: those are left for the next page.
 */
export function spreadFedRows(
  bases: FeedBases,
  sql: { readonly unsifted: string; readonly unsiftedAfter: string },
): FedRows {
  return function* (program, from, limit) {
    const page =
      from === null
        ? { sql: sql.unsifted, values: [program, limit] }
        : { sql: sql.unsiftedAfter, values: [program, from.position, from.memberId, from.sequence, limit] };
    const [looked, counted, rows = []] = yield [...bases.questions(program), page];
    const final = Math.max(bases.final(looked?.[0], counted?.[0]), from === null ? 0 : from.position + 1);
    return rows.filter((row) => Number(row['position']) < final);
  };
}
