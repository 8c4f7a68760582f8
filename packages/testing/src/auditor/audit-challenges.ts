import type { Account, Entry, Hold } from '@pointbook/core';
import type { ChallengeRecord } from '@pointbook/core/codes';
import { type AuditFinding, checkInto } from './finding.ts';
import type { LedgerDump } from './ledger-dump.ts';

/** A hold that waited for a code, and the entry that spent it. */
interface Spending {
  readonly entry: Entry;
  readonly hold: Hold;
}

/** 27: no points that wait for a code are spent without it, and no code is used twice, or for anything else. */
export function auditChallenges(dump: LedgerDump, entries: ReadonlyMap<string, readonly Entry[]>): AuditFinding[] {
  const challenges = new Map(dump.challenges.map((challenge) => [challenge.challengeId as string, challenge]));
  const accounts = new Map(dump.members.map(({ account }) => [account.memberId as string, account]));
  const holds = [...entries.values()].map(followHolds);
  const spendings = holds.flatMap(({ spent }) => spent);
  const spending = new Set(spendings.map(({ entry }) => `${entry.sequence} ${entry.memberId}`));
  return [
    ...auditSpendings(spendings, dump.challenges),
    ...dump.challenges.flatMap((challenge) => auditUse(challenge, spending)),
    ...holds.flatMap(({ memberId, open }) => auditOpenHolds(memberId, open, accounts.get(memberId), challenges)),
  ];
}

/** What became of a member's holds. */
function followHolds(entries: readonly Entry[]) {
  const open = new Map<string, Hold>();
  const spent: Spending[] = [];
  for (const entry of entries) {
    const { hold, closes = '' } = entry.effect;
    const closed = open.get(closes);
    if (closed?.guard !== undefined && entry.cause === 'hold-captured') spent.push({ entry, hold: closed });
    open.delete(closes);
    if (hold !== undefined) open.set(hold.redemptionId, hold);
  }
  return { memberId: entries[0]?.memberId ?? '', open: [...open.values()], spent };
}

function auditSpendings(spendings: readonly Spending[], challenges: readonly ChallengeRecord[]): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const used = new Map<string, ChallengeRecord[]>();
  for (const challenge of challenges) {
    const { memberId, usedBy, state } = challenge;
    const name = `${usedBy} ${memberId}`;
    if (state === 'used') used.set(name, [...(used.get(name) ?? []), challenge]);
  }
  for (const { entry, hold } of spendings) {
    const check = checkInto(findings, entry.memberId, entry.sequence);
    const named = used.get(`${entry.sequence} ${entry.memberId}`) ?? [];
    const [challenge] = named;
    check(named.length === 1, 27, `${named.length} codes were used for it, and not one`);
    if (challenge === undefined) continue;
    check(challenge.challengeId === hold.guard, 27, 'the code of another hold was used for it');
    check(challenge.redemptionId === hold.redemptionId, 27, 'a code for another redemption was used for it');
    check(challenge.invoiceId === hold.invoiceId, 27, 'a code for another invoice was used for it');
    check(
      challenge.points === hold.points && -BigInt(entry.delta) === BigInt(hold.points),
      27,
      `it spent ${-entry.delta} points, held were ${hold.points}, and the code was for ${challenge.points}`,
    );
  }
  return findings;
}

/** A used code has spent something; any other has not. */
function auditUse(challenge: ChallengeRecord, spending: ReadonlySet<string>): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const { challengeId, memberId, state, usedBy } = challenge;
  const check = checkInto(findings, memberId, usedBy);
  if (state === 'used')
    check(spending.has(`${usedBy} ${memberId}`), 27, `code ${challengeId} was used, and no hold was spent by it`);
  else check(usedBy === null, 27, `code ${challengeId} is ${state}, and yet it was used`);
  return findings;
}

/** The account is what a capture goes by, so it must ask for the same code as the entry that opened the hold. */
function auditOpenHolds(
  memberId: string,
  open: readonly Hold[],
  account: Account | undefined,
  challenges: ReadonlyMap<string, ChallengeRecord>,
): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const check = checkInto(findings, memberId, null);
  for (const hold of open) {
    const { redemptionId, guard } = hold;
    const snapshot = account?.holds.find((each) => each.redemptionId === redemptionId);
    const at = (problem: string) => `hold ${redemptionId}: ${problem}`;
    check(snapshot === undefined || snapshot.guard === guard, 27, at('the account names another code'));
    if (guard === undefined) continue;
    const challenge = challenges.get(guard);
    check(challenge !== undefined, 27, at('the code that it waits for is unknown'));
    if (challenge !== undefined) check(isFor(challenge, memberId, hold), 27, at('it waits for a code of another'));
  }
  return findings;
}

function isFor(challenge: ChallengeRecord, memberId: string, hold: Hold): boolean {
  return (
    challenge.memberId === memberId &&
    challenge.redemptionId === hold.redemptionId &&
    challenge.points === hold.points &&
    challenge.rewardId === hold.rewardId &&
    challenge.invoiceId === hold.invoiceId &&
    challenge.deadline === hold.deadline
  );
}
