import type { Book } from '../kernel/book.ts';
import { memberOf } from '../ledger/ledger-kinds.ts';
import type { ChallengeRecord } from '../records/challenge.ts';
import { challenges } from '../records/kinds.ts';
import type { ProfileRecord } from '../records/member.ts';

/** Voids the open challenges whose codes went to an address that changes, so that no code outlives its address. */
export function voidChallenges(book: Book, before: ProfileRecord, after: ProfileRecord): void {
  const phoneChanged = before.phone !== after.phone;
  const emailChanged = before.email !== after.email;
  if (!phoneChanged && !emailChanged) return;
  const holds = memberOf(book, after.memberId)?.account.holds ?? [];
  const challengeIds = holds.flatMap(({ challengeId }) => challengeId ?? []);
  book.demand(challengeIds.map((challengeId) => challenges.at(challengeId)));
  for (const challengeId of challengeIds) {
    const challenge = book.get(challenges, challengeId);
    if (challenge?.state !== 'open') continue;
    const isChanged = challenge.channel === 'email' ? emailChanged : phoneChanged;
    if (isChanged) book.put<ChallengeRecord>(challenges, { ...challenge, state: 'void' });
  }
}
