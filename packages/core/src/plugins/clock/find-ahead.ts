import { err, ok, type Result } from 'neverthrow';
import type { ActorId, MemberId, Overloaded, StoreError } from '../../index.ts';
import { accounts, invoices, memberOf, stream, type Task } from '../../plugin.ts';
import { optionalShape, strict } from '../../shapes.ts';
import { accountsAhead } from './ahead/accounts-ahead.ts';
import { aheadField, type ClockHost, readRightTime, usualHours } from './clock-host.ts';
import { correctAccount } from './correcting/correct-account.ts';
import { onWrongStretch } from './ahead/on-wrong-stretch.ts';
import { forgivenIn } from './forgiven/found-points.ts';
import { replayContextIn } from './replay/replay-context.ts';
import type { RightTime } from './right-time.ts';
import { salesNamed, type WrongStretch } from './ahead/wrong-stretch.ts';

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

/** The columns of `findAhead`. */
export const aheadColumns = [
  'memberId',
  'ahead',
  'entries',
  'points',
] as const satisfies readonly (keyof MemberAhead)[];

/**
 * Finds the members whose time lies ahead of now, and says what `setBack` would give back. It writes nothing.
 *
 * @remarks They come in the order of their ids. Rows that came before a failure are not all of them. It reads all
 * accounts, and all entries of the members whom it finds, with the sales that these are about. Each of these members is
 * locked for a moment, as for a correction.
 *
 * Fails with `invalid-command`, `overloaded` and the errors of the store. `overloaded`, `store-locked` and
 * `store-unavailable` are retryable.
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
  route: 'GET /clock/ahead',
  columns: aheadColumns,
  input: optionalShape<AheadQuery>()(strict({ aheadHours: aheadField() })),
  failures: { overloaded: true },
  parts: ({ aheadHours = usualHours }, host: ClockHost) => rowsOf(host, aheadHours),
});

async function* rowsOf(
  host: ClockHost,
  aheadHours: number,
): AsyncGenerator<Result<MemberAhead, StoreError | Overloaded>, void> {
  const time = await readRightTime(host, aheadHours);
  if (time.isErr()) return yield err(time.error);
  for await (const page of accountsAhead(host.reads, null, time.value.until)) {
    // No member was named who might not be known.
    if (page.isErr()) return yield err(page.error as StoreError);
    for (const { memberId } of page.value) {
      const found = await onWrongStretch(host, memberId, time.value, (stretch) =>
        previewOf(memberId, stretch, time.value),
      );
      if (found.isErr()) return yield err(found.error);
      // Nothing was posted then, or it was corrected meanwhile.
      if (found.value !== null) yield ok(found.value);
    }
  }
}

/**
 * What a correction would do, unless the account has changed since its entries were read. It puts nothing into the
 * book.
 */
function previewOf(memberId: MemberId, stretch: WrongStretch, time: RightTime): Task<MemberAhead | null, never> {
  const { entries } = stretch;
  return {
    reads: [accounts.at(memberId), ...salesNamed(stretch).map((id) => invoices.at(id))],
    decide(book) {
      const member = memberOf(book, memberId);
      if (member === null || member.account.sequence !== entries.at(-1)?.sequence) return ok(null);
      const wrong = { ...stretch, current: member.account, forgiven: forgivenIn(member, stretch) };
      const { posting } = correctAccount(wrong, unwrittenCorrection, replayContextIn(book, time));
      const ahead = new Date(member.account.lastInstant);
      return ok({ memberId, ahead, entries: entries.length, points: posting.entries.at(-1)?.delta ?? 0 });
    },
  };
}

/** A correction that is only tried out: nobody does it, and nothing of it is written. */
const unwrittenCorrection = { actor: 'system' as ActorId, idempotencyKey: 'none' };
