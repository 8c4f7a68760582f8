import { err, type Result, ResultAsync } from 'neverthrow';
import { readClock } from '../kernel/read-clock.ts';
import type { Account } from '../ledger/account.ts';
import { openPosting } from '../ledger/posting.ts';
import type { UnknownMember } from '../values/errors.ts';
import { unknownMember } from '../values/failures.ts';
import type { NotedEntry } from '../ports/ledger-reader.ts';
import { parse } from '../schemas/parse.ts';
import type { StatementQuery } from '../schemas/points-commands.ts';
import { statementShape } from '../schemas/points-shapes.ts';
import { lineOf, pageOf, readStatementCursor, statementCursor, usualPage } from './cursor.ts';
import type { ReadFailure } from './failures.ts';
import type { Ports } from './ports.ts';
import type { Page, StatementLine } from './receipts.ts';

/**
 * Reads one page of a member's entries, newest first, each with the balance after it.
 *
 * @remarks A page deep in the history costs what the first one costs. What is due but was not posted yet stands on it
 * as if it were posted now, so that a statement ends with the balance that `getBalance` answers.
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
  ports: Ports,
  query: StatementQuery,
): Promise<Result<Page<StatementLine>, ReadFailure | UnknownMember>> {
  const { reader } = ports.store;
  const { programId } = ports.program;
  const parsed = parse(statementShape, query);
  if (parsed.isErr()) return err(parsed.error);
  const { memberId, limit = usualPage } = parsed.value;
  const before = readStatementCursor(parsed.value.cursor);
  if (before.isErr()) return err(before.error);
  // Asked together: a server is waited for once. Where something was posted between the two, the page is asked for again.
  const [member, together] = await Promise.all([
    reader.member(programId, memberId),
    reader.statement(programId, memberId, before.value, limit + 1),
  ]);
  if (member.isErr()) return err(member.error);
  if (together.isErr()) return err(together.error);
  if (member.value === null) return err(unknownMember(memberId));
  const { account } = member.value;
  const end = before.value ?? Number.MAX_SAFE_INTEGER;
  const due = dueOn(account, ports).filter(({ entry }) => entry.sequence < end);
  // What was posted since the account was read is left to the next call: a page shows one moment.
  const newest = Math.min(account.sequence, end - 1);
  const isOneMoment = (together.value[0]?.entry.sequence ?? 0) === newest;
  const posted = isOneMoment ? together : await reader.statement(programId, memberId, newest + 1, limit + 1);
  return posted.map((rows) => pageOf([...due, ...rows].slice(0, limit + 1), limit, lineOf, statementCursor));
}

/** What time alone has done to an account since its last entry, newest first. */
function dueOn(account: Account, { program, clock }: Ports): NotedEntry[] {
  const { entries } = openPosting(account, program, readClock(clock));
  return entries.toReversed().map((entry) => ({ entry, note: null }));
}
