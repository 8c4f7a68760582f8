import type { Account, Entry, MemberRecord } from '@pointbook/core';
import { checkAfter, checkBefore, checkSettled } from './check-entry.ts';
import { type AuditFinding, type Check, checkInto } from './finding.ts';
import { emptyPurse, move, nameOf, type Purse, ripen } from './purse.ts';

/** Folds a member's entries once more and holds every line, and the snapshot in the end, against the sum. */
export function auditMember(
  record: MemberRecord | undefined,
  memberId: string,
  entries: readonly Entry[],
): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const purse = emptyPurse();
  const commands = new Set<string>();
  entries.forEach((entry, index) => {
    const check = checkInto(findings, memberId, entry.sequence);
    check(entry.sequence === index + 1, 21, `entry ${index + 1} has the number ${entry.sequence}`);
    check(entry.command === null || !commands.has(entry.command.key), 18, 'a command id wrote a second entry');
    if (entry.command !== null) commands.add(entry.command.key);
    ripen(purse, entry.postedAt);
    checkBefore(purse, entry, check);
    move(purse, entry);
    checkAfter(purse, entry, check);
    if (entries[index + 1]?.postedAt !== entry.postedAt) checkSettled(purse, check);
  });
  const check = checkInto(findings, memberId, null);
  check(record !== undefined, 22, 'there are entries without a member');
  if (record !== undefined) checkSnapshot(record.account, purse, entries.length, check);
  return findings;
}

function checkSnapshot(account: Account, purse: Purse, count: number, check: Check): void {
  check(account.sequence === count, 22, `the snapshot counts ${account.sequence} entries of ${count}`);
  check(
    BigInt(account.balance) === purse.balance,
    1,
    `the balance is ${account.balance}, the entries make ${purse.balance}`,
  );
  check(BigInt(account.debt) === purse.debt, 22, `the debt is ${account.debt}, the entries make ${purse.debt}`);
  check(account.lastInstant === purse.last, 22, 'the last instant is not that of the last entry');
  check(sameMap(lotsOf(account), heapsOf(purse)), 22, 'the lots are not what the entries make');
  check(
    account.lots.every(({ points }) => points > 0),
    4,
    'a lot holds no points',
  );
  check(sameMap(heldOf(account), heldIn(purse)), 6, 'the open holds are not what the entries make');
  check(
    JSON.stringify(account.holdClaims ?? []) === JSON.stringify(purse.claims),
    22,
    'the claims on holds are not what the entries make',
  );
  check(sameMap(lapsedOf(account), goneIn(purse)), 22, 'the lapsed points are not what the entries make');
  check(
    account.inactivity?.deadline === purse.inactivity?.deadline,
    22,
    'the inactivity deadline is not what the entries make',
  );
}

function lotsOf(account: Account): string[] {
  return account.lots.map((lot) => `${nameOf(lot.expiresAt, lot.availableAt ?? 0)}=${lot.points}`);
}

function heapsOf(purse: Purse): string[] {
  return [...purse.heaps].map(([name, { points }]) => `${name}=${points}`);
}

function heldOf(account: Account): string[] {
  return account.holds.map(({ redemptionId, points, deadline, taken }) => {
    const parts = taken.map((lot) => `${nameOf(lot.expiresAt, lot.availableAt ?? 0)}=${lot.points}`);
    return `${redemptionId}=${points} until ${deadline} of ${parts.join()}`;
  });
}

function heldIn(purse: Purse): string[] {
  return [...purse.held].map(([id, { points, deadline, parts }]) => {
    const from = parts.map((part) => `${nameOf(part.end, part.ripeAt)}=${part.points}`);
    return `${id}=${points} until ${deadline} of ${from.join()}`;
  });
}

function lapsedOf(account: Account): string[] {
  return account.lapsed.map(
    (lot) => `${lot.expiresAt} ${lot.byInactivity} ${lot.returnedOn ?? ''}=${lot.points} until ${lot.forgetAt}`,
  );
}

function goneIn(purse: Purse): string[] {
  return [...purse.gone].map(([name, { points, forgetAt }]) => `${name}=${points} until ${forgetAt}`);
}

function sameMap(a: readonly string[], b: readonly string[]): boolean {
  return [...a].sort().join('\n') === [...b].sort().join('\n');
}
