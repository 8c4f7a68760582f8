import { err, type Result, ResultAsync } from 'neverthrow';
import { type Balance, balanceOf } from '../ledger/account.ts';
import type { UnknownMember } from '../values/errors.ts';
import { parse } from '../schemas/parse.ts';
import type { BalanceQuery } from '../schemas/points-commands.ts';
import { balanceShape } from '../schemas/points-shapes.ts';
import type { ReadFailure } from './failures.ts';
import type { Ports } from './ports.ts';
import { accountNow, readAccountAt } from './read-account.ts';

/**
 * Reads a member's balance, now or as of an instant.
 *
 * @remarks What has expired does not count, whether or not a sweep has run. As of an instant it folds the entries
 * posted by then, so it costs more the longer the history is.
 *
 * @example
 * ```ts
 * const balance = await getBalance(ports)({ memberId: 'C-17' });
 * if (balance.isOk()) print(`${balance.value.available} points to spend`);
 * ```
 */
export function getBalance(ports: Ports) {
  return (query: BalanceQuery): ResultAsync<Balance, ReadFailure | UnknownMember> =>
    new ResultAsync(readBalance(ports, query));
}

/** One async function, not a chain of results: each link would cost as much as the read. */
async function readBalance(ports: Ports, query: BalanceQuery): Promise<Result<Balance, ReadFailure | UnknownMember>> {
  const parsed = parse(balanceShape, query);
  if (parsed.isErr()) return err(parsed.error);
  const { memberId, at } = parsed.value;
  const read =
    at === undefined
      ? accountNow(ports, memberId, await ports.store.reader.member(ports.program.programId, memberId))
      : await readAccountAt(ports, memberId, at);
  return read.map(({ account, now }) => balanceOf(account, now));
}
