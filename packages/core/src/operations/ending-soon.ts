import { err, ok, ResultAsync } from 'neverthrow';
import type { Account } from '../ledger/account.ts';
import { nothingToTell } from '../values/code-failures.ts';
import type { NothingToTell, UnknownMember } from '../values/errors.ts';
import type { MemberId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import type { Message } from '../values/message.ts';
import { sumOf } from '../values/points.ts';
import { dayMs } from '../values/business-date.ts';
import { businessDateOf } from '../values/calendar.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { Ports } from './ports.ts';
import { accountNow } from '../reading/read-account.ts';

/** What to tell a member of the points that end next, where they do so within so many days. */
export function endingSoon(
  ports: Ports,
  memberId: MemberId,
  days: number,
  locale: string,
): ResultAsync<Message, StoreError | UnknownMember | NothingToTell> {
  const { program, store } = ports;
  const found = Promise.resolve(store.reader.member(program.programId, memberId));
  return new ResultAsync(found.then((member) => accountNow(ports, memberId, member))).andThen(({ account, now }) => {
    const next = nextEnd(account);
    if (next === null || next.end > now + days * dayMs) {
      return err(nothingToTell(`No points of the member end within ${days} days.`));
    }
    // Points end as a day does: their last day is that of the instant before.
    const lastDay = businessDateOf((next.end - 1) as Instant, program.timeZone);
    const data = { merchant: program.name, points: next.points, lastDay };
    return ok<Message>({ template: 'points-expiring', locale, data });
  });
}

/** The points of the lots that end first, and when. */
function nextEnd({ lots, inactivity }: Account): { readonly end: Instant; readonly points: number } | null {
  const ending = lots.flatMap(({ expiresAt, points }) => {
    const end = expiresAt === 'inactivity' ? (inactivity?.deadline ?? 'never') : expiresAt;
    return end === 'never' ? [] : [{ end, points }];
  });
  if (ending.length === 0) return null;
  const end = Math.min(...ending.map((lot) => lot.end)) as Instant;
  const points = sumOf(
    ending.filter((lot) => lot.end === end),
    (lot) => lot.points,
  );
  return { end, points };
}
