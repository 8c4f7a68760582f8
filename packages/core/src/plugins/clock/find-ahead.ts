import { err, ok, type Result } from 'neverthrow';
import type { MemberId, Program, StoreError } from '../../index.ts';
import { invariant, readStored, stream } from '../../plugin.ts';
import { optionalShape, strict } from '../../shapes.ts';
import { accountsAhead } from './accounts-ahead.ts';
import { aheadField, type ClockHost, judged, usualHours } from './clock-host.ts';
import { correctAccount } from './correct-account.ts';
import { readWrongStretch } from './wrong-stretch.ts';
import type { ActorId } from '../../index.ts';

/** From how far ahead a time is wrong. */
export interface AheadQuery {
  /** Hours: from 1 to 8,760; 24 when left out. */
  readonly aheadHours?: number | undefined;
}

/** A member whose time a wrong clock has set. */
export interface MemberAhead {
  /** Who it is. */
  readonly memberId: MemberId;
  /** The time that the member's account has. */
  readonly ahead: Date;
  /** Entries that were posted while the clock was wrong. */
  readonly entries: number;
  /** Points that `setBack` would give back. */
  readonly points: number;
}

/**
 * Finds the members whose time lies ahead of now, and says what `setBack` would give back. It writes nothing.
 *
 * @remarks They come in the order of their ids. Rows that came before a failure are not all of them. It reads all accounts, and all entries of the members whom it
 * finds.
 *
 * Fails with `invalid-command` and the errors of the store. `store-locked` and `store-unavailable` are retryable.
 *
 * @example
 * ```ts
 * for await (const row of pointbook.clock.findAhead()) {
 *   if (row.isOk()) print(row.value.memberId, row.value.ahead, row.value.points);
 * }
 * ```
 */
export const findAhead = stream({
  name: 'findAhead',
  input: optionalShape<AheadQuery>()(strict({ aheadHours: aheadField() })),
  failures: {},
  parts: ({ aheadHours = usualHours }, host: ClockHost) => rowsOf(host, aheadHours),
});

async function* rowsOf(host: ClockHost, aheadHours: number): AsyncGenerator<Result<MemberAhead, StoreError>, void> {
  const { reads, program } = host;
  const time = await judged(host, aheadHours);
  if (time.isErr()) return yield err(time.error);
  const stored = await reads.versions();
  if (stored.isErr()) return yield err(stored.error);
  const rulesOf = (version: string): Program => {
    const found = stored.value.find((each) => each.version === version);
    invariant(found !== undefined, 'an entry names a program version that is stored');
    return readStored(found, program).unwrapOr(program);
  };
  for await (const page of accountsAhead(reads, null, time.value.until)) {
    // No member was named who might not be known.
    if (page.isErr()) return yield err(page.error as StoreError);
    for (const account of page.value) {
      const stretch = await readWrongStretch(reads, account.memberId, time.value.until);
      if (stretch.isErr()) return yield err(stretch.error);
      // Who bought meanwhile is found as the account was.
      const entries = (stretch.value?.entries ?? []).filter(({ sequence }) => sequence <= account.sequence);
      if (stretch.value === null || entries.length === 0) continue;
      const by = { ...time.value, program, rulesOf, saleOf: () => null };
      const { account: after } = correctAccount(account, { ...stretch.value, entries }, asNobody, by);
      const { memberId, lastInstant, balance } = account;
      yield ok({ memberId, ahead: new Date(lastInstant), entries: entries.length, points: after.balance - balance });
    }
  }
}

const asNobody = { actor: 'system' as ActorId, idempotencyKey: 'none' };
