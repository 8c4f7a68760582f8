import type { MemberId } from '../values/ids.ts';
import type { ChallengeRecord } from '../records/challenge.ts';
import { type Needs, needs } from '../records/decision.ts';
import { type Known, missingKeys } from '../records/records.ts';
import type { ProfileRecord } from '../records/member.ts';

type Addresses = Pick<ProfileRecord, 'phone' | 'email'>;

/** The open challenges whose codes went to an address that changes: they are void, so that no code outlives its address. */
export function voidChallenges(
  memberId: MemberId,
  before: Addresses,
  after: Addresses,
  records: Known,
): readonly ChallengeRecord[] | Needs {
  const phoneChanged = before.phone !== after.phone;
  const emailChanged = before.email !== after.email;
  if (!phoneChanged && !emailChanged) return [];
  const holds = records.members.get(memberId)?.account.holds ?? [];
  const challengeIds = holds.flatMap(({ challengeId }) => challengeId ?? []);
  const missing = missingKeys(records, { challenges: challengeIds });
  if (missing) return needs(missing);
  return challengeIds
    .map((challengeId) => records.challenges.get(challengeId) ?? null)
    .filter((challenge) => challenge !== null)
    .filter(({ state, channel }) => state === 'open' && (channel === 'email' ? emailChanged : phoneChanged))
    .map((challenge) => ({ ...challenge, state: 'void' }));
}
