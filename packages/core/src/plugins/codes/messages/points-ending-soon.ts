import { err, ok, type Result } from 'neverthrow';
import type { Account, Instant, MemberId, StoreError, UnknownMember } from '../../../index.ts';
import { accountNow } from '../../../till.ts';
import { businessDateOf, dayMs, sumOf } from '../../../values.ts';
import type { CodesHost } from '../codes-host.ts';
import type { Message } from './message.ts';
import { type NothingToTell, nothingToTell } from './nothing-to-tell.ts';

/** What to tell a member of the points that end next, where they do so within so many days. */
export async function pointsEndingSoon(
  host: CodesHost,
  memberId: MemberId,
  days: number,
  locale: string,
): Promise<Result<Message, StoreError | UnknownMember | NothingToTell>> {
  const { program, reads } = host;
  const found = await reads.account(memberId);
  return accountNow(host, memberId, found).andThen(({ account, now }): Result<Message, NothingToTell> => {
    const next = nextEnd(account);
    if (next === null || next.end > now + days * dayMs) {
      return err(nothingToTell(`No points of the member end within ${days} days.`));
    }
    // Points end when a day does, so their last day is that of the instant before.
    const lastDay = businessDateOf((next.end - 1) as Instant, program);
    const data = { merchant: program.name, points: next.points, lastDay };
    return ok({ template: 'points-expiring', locale, data });
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
