import type { MemberId, ProfileRecord } from '../../../index.ts';
import { type Book, memberOf, profiles, type Reaction } from '../../../plugin.ts';
import { mailboxOf } from '../../../values.ts';
import { type ChallengeRecord, challenges } from './challenge.ts';

/** Voids the open challenges whose codes went to an address that changes. */
export const voidChallenges: Reaction<ProfileRecord> = {
  on: profiles,
  react({ before, after }, book) {
    if (before === null) return;
    const phoneChanged = before.phone !== (after?.phone ?? null);
    const emailChanged = mailboxOf(before.email) !== mailboxOf(after?.email ?? null);
    if (!phoneChanged && !emailChanged) return;
    for (const challenge of openChallenges(book, before.memberId)) {
      const isChanged = challenge.channel === 'email' ? emailChanged : phoneChanged;
      if (isChanged) book.put<ChallengeRecord>(challenges, { ...challenge, state: 'void' });
    }
  },
};

/** The guard of a hold that waits for a code is its challenge: there are as many as the member has such holds. */
function openChallenges(book: Book, memberId: MemberId): readonly ChallengeRecord[] {
  const holds = memberOf(book, memberId)?.account.holds ?? [];
  const ids = holds.flatMap(({ guard }) => guard ?? []);
  book.demand(ids.map((id) => challenges.at(id)));
  return ids
    .map((id) => book.get(challenges, id))
    .filter((challenge) => challenge !== null)
    .filter(({ state }) => state === 'open');
}
