import type { CodeBudget, Entry, MemberId, Records } from '@pointbook/core';

/**
 * Whether what was read names a member who was not there when the members were locked: somebody has enrolled the member
 * meanwhile, who is therefore not locked, and what was read is not of one moment.
 *
 * @param locked - those that were asked for, null for each that was not there.
 */
export function isOvertaken(locked: ReadonlyMap<MemberId, unknown>, records: Records): boolean {
  for (const found of locked.values()) {
    if (found === null) return membersNamed(records).some((memberId) => locked.get(memberId) === null);
  }
  return false;
}

/** The members that the records are of, or are about. */
function membersNamed(records: Records): MemberId[] {
  const { profiles, phones, cardCodes, invoices, challenges, budgets, entries, commands } = records;
  const present = <Found>(found: ReadonlyMap<unknown, Found | null>): Found[] =>
    [...found.values()].filter((record) => record !== null);
  const written: Entry[] = [...present(entries).map(({ entry }) => entry), ...present(commands)];
  return [
    ...present(profiles).map(({ memberId }) => memberId),
    ...present(phones),
    ...present(cardCodes),
    ...written.map(({ memberId }) => memberId),
    ...present(challenges).map(({ memberId }) => memberId),
    ...present(budgets).flatMap(memberOfBudget),
    ...present(invoices).flatMap(({ memberId, redemptions, moves }) => [
      ...(memberId === null ? [] : [memberId]),
      ...[...redemptions, ...moves].map((each) => each.memberId),
      ...moves.flatMap(({ left }) => left?.memberId ?? []),
    ]),
  ];
}

const ofMember = 'member:';

function memberOfBudget({ key }: CodeBudget): MemberId[] {
  return key.startsWith(ofMember) ? [key.slice(ofMember.length) as MemberId] : [];
}
