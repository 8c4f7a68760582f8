import { ResultAsync } from 'neverthrow';
import type { Entry, Finding, Reads, StoreError } from '../../../index.ts';
import { type AnyCheck, type Check } from '../../../plugin.ts';
import { foldedEntries, type FoldedEntry } from '../../../till.ts';
import { type ChallengeRecord, challenges } from './challenge.ts';

/** Points whose hold waits for a code are spent with that code only. */
const spendings: Check<FoldedEntry, Reads> = {
  on: foldedEntries,
  findings: (folded, reads) => {
    const spent = folded.flatMap(({ account, entry }) => {
      const { closes } = entry.effect;
      // An entry that gives all of a hold back spends nothing.
      if (closes === undefined || entry.delta === 0) return [];
      const challengeId = account.holds.find(({ redemptionId }) => redemptionId === closes)?.guard;
      return challengeId === undefined ? [] : [{ entry, challengeId }];
    });
    const checked = spent.map(({ entry, challengeId }) =>
      reads.get(challenges, challengeId).map((challenge): Finding[] => {
        if (challenge?.state === 'used' && isSpentBy(challenge, entry)) return [];
        const problem = 'The points were spent without the code that their hold waited for.';
        return [{ memberId: entry.memberId, sequence: entry.sequence, problem }];
      }),
    );
    return allOf(checked);
  },
};

/** A code that was used has spent its points. */
const usedCodes: Check<ChallengeRecord, Reads> = {
  on: challenges,
  findings: (page, reads) => {
    const used = page.filter(({ state }) => state === 'used');
    const checked = used.map((challenge) => {
      const { memberId, usedBy, challengeId } = challenge;
      return reads.history(memberId, (usedBy ?? 0) - 1, 1).map(([entry]): Finding[] => {
        if (entry?.cause === 'hold-captured' && isSpentBy(challenge, entry)) return [];
        const problem = `The code of challenge ${challengeId} was used, but spent no points.`;
        return [{ memberId, sequence: usedBy, problem }];
      });
    });
    return allOf(checked);
  },
};

/** What is held true of codes. */
export const challengeChecks: readonly AnyCheck[] = [spendings, usedCodes];

function allOf(checked: readonly ResultAsync<Finding[], StoreError>[]): ResultAsync<readonly Finding[], StoreError> {
  return ResultAsync.combine([...checked]).map((findings) => findings.flat());
}

function isSpentBy({ memberId, redemptionId, points, usedBy }: ChallengeRecord, entry: Entry): boolean {
  return (
    entry.memberId === memberId &&
    entry.sequence === usedBy &&
    entry.effect.closes === redemptionId &&
    entry.delta === -points
  );
}
