import type { Result } from 'neverthrow';
import type { Lagging } from '../kernel/replica.ts';
import { query } from '../kernel/query.ts';
import type { StoreError } from '../kernel/store-error.ts';
import { type Account, type Balance, balanceOf } from '../ledger/account.ts';
import { instant } from '../schemas/instant.ts';
import type { InstantInput } from '../values/instant.ts';
import { flag, id, optional } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import type { UnknownMember } from '../values/errors.ts';
import type { MemberId } from '../values/ids.ts';
import { accountNow, readAccountAt } from './read-account.ts';
import type { ReadingHost } from './reading-host.ts';

/** A member's balance, now or as of an instant. */
export interface BalanceQuery {
  /** The host's own id of the member, as enrolled. */
  readonly memberId: string;
  /** As of when; now when left out. */
  readonly at?: InstantInput | undefined;
  /** Whether the balance may be a little old, for display alone: then a replica may answer. No when left out. */
  readonly mayLag?: boolean | undefined;
}

/** A member's points, and when they end. */
export interface BalanceAnswer extends Balance, Lagging {
  /** Points by the instant at which they end, soonest first. Held points and points that never end are left out. */
  readonly ending: readonly EndingPoints[];
}

/** Points that end together. */
export interface EndingPoints {
  /** They can be used until right before it. */
  readonly at: Date;
  /** How many points. */
  readonly points: number;
}

/**
 * Reads a member's balance, now or as of an instant.
 *
 * @remarks What has expired does not count, whether or not a sweep has run. As of an instant it folds the entries
 * posted by then, so it costs more the longer the history is.
 *
 * Fails with `unknown-member`, `invalid-command` and the errors of the store. `store-locked` and `store-unavailable`
 * are retryable.
 *
 * @example
 * ```ts
 * const balance = await getBalance(ports)({ memberId: 'C-17' });
 * if (balance.isOk()) print(`${balance.value.available} points to spend`);
 * ```
 */
export const getBalance = query({
  name: 'getBalance',
  route: 'GET /members/{memberId}/balance',
  input: shape<BalanceQuery>()(strict({ memberId: id<MemberId>(), at: optional(instant()), mayLag: optional(flag()) })),
  failures: { 'unknown-member': true },
  mayLag: 'when-asked',
  async answer({ memberId, at }, host: ReadingHost): Promise<Result<BalanceAnswer, StoreError | UnknownMember>> {
    const read =
      at === undefined
        ? accountNow(host, memberId, await host.reads.account(memberId))
        : await readAccountAt(host, memberId, at);
    return read.map(({ account, now }) => ({ ...balanceOf(account, now), ending: endingOf(account) }));
  },
});

function endingOf({ lots, inactivity }: Account): readonly EndingPoints[] {
  const byEnd = new Map<number, number>();
  for (const { expiresAt, points } of lots) {
    const at = expiresAt === 'inactivity' ? (inactivity?.deadline ?? 'never') : expiresAt;
    if (at !== 'never') byEnd.set(at, (byEnd.get(at) ?? 0) + points);
  }
  return [...byEnd].sort(([a], [b]) => a - b).map(([at, points]) => ({ at: new Date(at), points }));
}
