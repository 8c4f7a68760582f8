import { okAsync, ResultAsync } from 'neverthrow';
import type { Account } from '../ledger/account.ts';
import type { Entry } from '../ledger/entry.ts';
import type { ChallengeId } from '../model/ids.ts';
import type { StoreError } from '../ports/store-error.ts';
import type { ChallengeRecord } from '../records/challenge.ts';
import type { Ports } from './ports.ts';
import type { Finding } from './receipts.ts';

const challengesAtATime = 200;

/** A spending that only a code may have made. */
export interface CodeSpending {
  readonly entry: Entry;
  readonly challengeId: ChallengeId;
}

/** The code that an entry was spent with; null where it ends no hold that waits for one. */
export function codeSpendingOf({ holds }: Account, entry: Entry): CodeSpending | null {
  if (entry.cause !== 'hold-captured') return null;
  const hold = holds.find(({ redemptionId }) => redemptionId === entry.effect.closes);
  return hold?.challengeId === undefined ? null : { entry, challengeId: hold.challengeId };
}

/** Whether a used challenge stands behind each spending that needed a code. */
export function verifySpendings(
  { program, store }: Ports,
  spendings: readonly CodeSpending[],
): ResultAsync<Finding | null, StoreError> {
  const checked = spendings.map(({ entry, challengeId }) =>
    store.reader.challenge(program.programId, challengeId).map((challenge): Finding | null => {
      if (challenge?.state === 'used' && isSpentBy(challenge, entry)) return null;
      const problem = 'The points were spent without the code that their hold waited for.';
      return { memberId: entry.memberId, sequence: entry.sequence, problem };
    }),
  );
  return ResultAsync.combine(checked).map((findings) => findings.find((finding) => finding !== null) ?? null);
}

/** Hands every used challenge that has not spent its points to `report`. */
export function verifyChallenges(
  ports: Ports,
  report: (finding: Finding) => void,
  after: ChallengeId | null = null,
): ResultAsync<void, StoreError> {
  const { program, store } = ports;
  return store.reader.scanChallenges(program.programId, after, challengesAtATime).andThen((challenges) => {
    const used = challenges.filter(({ state }) => state === 'used');
    return ResultAsync.combine(used.map((challenge) => verifyUsed(ports, challenge, report))).andThen(() => {
      const last = challenges.at(-1);
      if (last === undefined || challenges.length < challengesAtATime) return okAsync(undefined);
      return verifyChallenges(ports, report, last.challengeId);
    });
  });
}

function verifyUsed(
  { program, store }: Ports,
  challenge: ChallengeRecord,
  report: (finding: Finding) => void,
): ResultAsync<void, StoreError> {
  const { memberId, usedBy, challengeId } = challenge;
  const sequence = usedBy ?? 0;
  return store.reader.history(program.programId, memberId, sequence - 1, 1).map(([entry]) => {
    if (entry?.sequence === sequence && isSpentBy(challenge, entry)) return;
    report({
      memberId,
      sequence: usedBy,
      problem: `The code of challenge ${challengeId} was used, but spent no points.`,
    });
  });
}

function isSpentBy({ memberId, redemptionId, points, usedBy }: ChallengeRecord, entry: Entry): boolean {
  return (
    entry.cause === 'hold-captured' &&
    entry.memberId === memberId &&
    entry.sequence === usedBy &&
    entry.effect.closes === redemptionId &&
    entry.delta === -points
  );
}
