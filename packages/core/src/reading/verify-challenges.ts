import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { Account } from '../ledger/account.ts';
import type { EntryStep } from '../ledger/entry.ts';
import type { ChallengeId } from '../values/ids.ts';
import type { StoreError } from '../kernel/store-error.ts';
import { type ChallengeRecord, challenges } from '../plugins/codes/challenge.ts';
import type { ReadingHost } from './reading-host.ts';
import type { Finding } from './finding.ts';

const challengesAtATime = 200;

/** A spending that only a code may have made. */
export interface CodeSpending {
  readonly step: EntryStep;
  readonly challengeId: ChallengeId;
}

/** The code that points were spent with; null where an entry ends no hold that waits for one, or gives all of it back. */
export function codeSpendingOf({ holds }: Account, step: EntryStep): CodeSpending | null {
  const { closes } = step.effect;
  if (closes === undefined || step.delta === 0) return null;
  const challengeId = holds.find(({ redemptionId }) => redemptionId === closes)?.challengeId;
  return challengeId === undefined ? null : { step, challengeId };
}

/** Finds the spendings that needed a code and have no used challenge. */
export function verifySpendings(
  { reads }: ReadingHost,
  spendings: readonly CodeSpending[],
): ResultAsync<readonly Finding[], StoreError> {
  const checked = spendings.map(({ step, challengeId }) =>
    reads.get(challenges, challengeId).map((challenge): Finding[] => {
      if (challenge?.state === 'used' && isSpentBy(challenge, step)) return [];
      const problem = 'The points were spent without the code that their hold waited for.';
      return [{ memberId: step.memberId, sequence: step.sequence, problem }];
    }),
  );
  return ResultAsync.combine(checked).map((findings) => findings.flat());
}

/** Calls `report` for every used challenge that has not spent its points. */
export async function verifyChallenges(
  host: ReadingHost,
  report: (finding: Finding) => void,
): Promise<Result<void, StoreError>> {
  for (let after: ChallengeId | null | undefined = null; after !== undefined;) {
    const page: Result<ChallengeRecord[], StoreError> = await host.reads.page(challenges, after, challengesAtATime);
    if (page.isErr()) return err(page.error);
    const used = page.value.filter(({ state }) => state === 'used');
    const checked = await ResultAsync.combine(used.map((challenge) => verifyUsed(host, challenge, report)));
    if (checked.isErr()) return err(checked.error);
    after = page.value.length < challengesAtATime ? undefined : page.value.at(-1)?.challengeId;
  }
  return ok();
}

function verifyUsed(
  { reads }: ReadingHost,
  challenge: ChallengeRecord,
  report: (finding: Finding) => void,
): ResultAsync<void, StoreError> {
  const { memberId, usedBy, challengeId } = challenge;
  const sequence = usedBy ?? 0;
  return reads.history(memberId, sequence - 1, 1).map(([entry]) => {
    if (entry?.cause === 'hold-captured' && isSpentBy(challenge, entry)) return;
    report({
      memberId,
      sequence: usedBy,
      problem: `The code of challenge ${challengeId} was used, but spent no points.`,
    });
  });
}

function isSpentBy({ memberId, redemptionId, points, usedBy }: ChallengeRecord, step: EntryStep): boolean {
  return (
    step.memberId === memberId &&
    step.sequence === usedBy &&
    step.effect.closes === redemptionId &&
    step.delta === -points
  );
}
