import { errAsync, okAsync, ResultAsync } from 'neverthrow';
import { decideExpiry } from '../expiring/decide-expiry.ts';
import type { UnknownMember } from '../values/errors.ts';
import type { MemberId } from '../values/ids.ts';
import { readClock } from '../kernel/read-clock.ts';
import { parse } from '../schemas/parse.ts';
import { expireDueShape } from '../schemas/points-shapes.ts';
import type { WriteFailure } from './failures.ts';
import type { Ports } from './ports.ts';
import type { SweepReceipt } from './receipts.ts';

/** Members swept at a time, well below what may wait in the engine. */
const chunk = 500;

/**
 * Posts what time alone has done: expiries and lapsed holds, up to `limit` members (10,000 when left out).
 *
 * @remarks Balances and redemptions never wait for it: running it late, twice, never, or in several processes at once
 * changes no answer, only when the entries are written. `more` says whether to call it again.
 *
 * @example
 * ```ts
 * const swept = await expireDue(ports)();
 * if (swept.isOk()) print(`${swept.value.entries} entries for ${swept.value.members} members`);
 * ```
 */
export function expireDue(ports: Ports) {
  return (query: { readonly limit?: number } = {}): ResultAsync<SweepReceipt, WriteFailure> =>
    parse(expireDueShape, query).asyncAndThen(({ limit = 10_000 }) =>
      sweep(ports, limit, { members: 0, entries: 0, more: false }),
    );
}

function sweep(ports: Ports, limit: number, done: SweepReceipt): ResultAsync<SweepReceipt, WriteFailure> {
  const { reader } = ports.store;
  const wanted = Math.min(chunk, limit - done.members);
  return reader.dueMembers(ports.program.programId, readClock(ports.clock), wanted + 1).andThen((due) => {
    const now = due.slice(0, wanted);
    if (now.length === 0) return okAsync({ ...done, more: due.length > 0 });
    return ResultAsync.combine(now.map((memberId) => expireOne(ports, memberId))).andThen((posted) => {
      const entries = done.entries + posted.reduce((sum, count) => sum + count, 0);
      return sweep(ports, limit, { members: done.members + now.length, entries, more: false });
    });
  });
}

function expireOne({ engine }: Ports, memberId: MemberId): ResultAsync<number, WriteFailure> {
  return engine
    .run<number, UnknownMember>({
      keys: { members: [memberId] },
      decide: (records, context) => decideExpiry(memberId, records, context),
    })
    .orElse((failure) => {
      // A due member that is gone has nothing due.
      return failure.kind === 'unknown-member' ? okAsync(0) : errAsync(failure);
    });
}
