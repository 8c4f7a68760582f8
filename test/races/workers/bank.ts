import {
  applyEntry,
  type Entry,
  type MemberId,
  type MemberRecord,
  parseProgram,
  type ProgramId,
} from '@pointbook/core';
import { type LedgerView, noChanges } from '@pointbook/testing';
import { shop } from './shop.ts';
import { valueOf } from '../../support/value-of.ts';

const programId = 'shop' as ProgramId;
const { version } = valueOf(parseProgram(shop));

/** Moves up to five points from one of the members to another in one commit, where the first has them: 1, else 0. */
export async function moveOne(store: LedgerView, members: readonly string[]): Promise<number> {
  const [from, to] = twoOf(members) as [MemberId, MemberId];
  const points = 1 + Math.floor(Math.random() * 5);
  const moved = await store.transact<number>(programId, { members: [from, to] }, (records) => {
    const [payer, payee] = [records.members.get(from), records.members.get(to)];
    if (!payer || !payee) throw new Error('A member of the bank is missing.');
    if (payer.account.balance < points) return { changes: noChanges, value: 0 };
    const steps = [posted(payer, -points), posted(payee, points)];
    const changes = {
      ...noChanges,
      members: steps.map(({ after }) => after),
      entries: steps.map(({ entry }) => entry),
    };
    return { changes, value: 1 };
  });
  return valueOf(moved);
}

/** The sum of all balances, as one transaction of the store sees them, and the lowest of them. */
export async function totalOf(store: LedgerView, members: readonly string[]): Promise<readonly [number, number]> {
  const all = members as readonly MemberId[];
  const seen = await store.transact<readonly [number, number]>(programId, { members: all }, (records) => {
    const balances = all.map((memberId) => records.members.get(memberId)?.account.balance ?? 0);
    return { changes: noChanges, value: [balances.reduce((sum, each) => sum + each, 0), Math.min(...balances)] };
  });
  return valueOf(seen);
}

function twoOf(members: readonly string[]): [string, string] {
  const first = Math.floor(Math.random() * members.length);
  const second = (first + 1 + Math.floor(Math.random() * (members.length - 1))) % members.length;
  return [members[first] ?? '', members[second] ?? ''];
}

function posted(record: MemberRecord, delta: number): { after: MemberRecord; entry: Entry } {
  const { account } = record;
  const lots = [{ expiresAt: 'never', availableAt: null, points: Math.abs(delta) }];
  const entry = {
    memberId: account.memberId,
    sequence: account.sequence + 1,
    kind: 'adjustment',
    cause: delta < 0 ? 'points-deducted' : 'points-added',
    delta,
    balanceAfter: account.balance + delta,
    postedAt: account.lastInstant,
    effectiveAt: account.lastInstant,
    actor: 'bank',
    reference: null,
    effect: delta < 0 ? { taken: lots } : { added: lots },
    programVersion: version,
    command: null,
  } as unknown as Entry;
  return { after: { ...record, account: applyEntry(account, entry) }, entry };
}
