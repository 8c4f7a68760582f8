import {
  type Account,
  applyEntry,
  createPointbook,
  emptyAccount,
  type Entry,
  type Instant,
  type ProgramDefinition,
} from '@pointbook/core';
import { accounts as accountKind } from '@pointbook/core/plugin';
import { ledgerView, noChanges } from '@pointbook/testing';
import { dailyColumns, type LiabilityRow } from '@pointbook/core/reports';
import { memoryStore } from '@pointbook/memory';
import { expect } from 'vitest';
import { rowsOf } from './reports.ts';
import type { World } from '../properties/worlds.ts';
import { valueOf } from '../value-of.ts';

const cameBack = (cause: string) => cause === 'points-returned' || cause === 'redemption-undone';

/** The movements, as the entries of a member or a day are sorted into them by hand. */
const sortedOut = {
  earned: ({ kind }: Entry) => kind === 'earn',
  clawedBack: ({ kind, cause }: Entry) => kind === 'reversal' && !cameBack(cause) && cause !== 'entry-reversed',
  redeemed: ({ kind }: Entry) => kind === 'redemption',
  // A sale whose points came back may earn more: that is earned.
  returned: ({ kind, cause }: Entry) => kind === 'reversal' && cameBack(cause),
  adjusted: ({ kind }: Entry) => kind === 'adjustment',
  undone: ({ cause }: Entry) => cause === 'entry-reversed',
  expired: ({ kind }: Entry) => kind === 'expiry',
  opening: ({ kind }: Entry) => kind === 'opening',
  transferred: ({ kind }: Entry) => kind === 'transfer',
};

/** What entries moved. */
function movementsIn(entries: readonly Entry[]): Record<keyof typeof sortedOut, number> {
  const sums = Object.entries(sortedOut).map(([name, isMeant]) => [name, sumOf(entries.filter(isMeant))]);
  return Object.fromEntries(sums) as Record<keyof typeof sortedOut, number>;
}

function sumOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { delta }) => sum + delta, 0);
}

/**
 * The status of every member: what getBalance answers now, and what the entries moved once all that is due is posted.
 */
export async function claimStatus(world: World): Promise<void> {
  const { pointbook } = world;
  const before = await rowsOf(pointbook.reports.status());
  for (const row of before) {
    const { memberId, balance, available, pending, held, debt } = row;
    const { ending, ...told } = valueOf(await pointbook.getBalance({ memberId }));
    expect(ending.reduce((sum, { points }) => sum + points, 0)).toBeLessThanOrEqual(available + pending);
    expect({ balance, available, pending, held, debt }).toEqual(told);
    const { earned, clawedBack, redeemed, returned, adjusted, undone, expired, opening, transferred } = row;
    const moved = [earned, clawedBack, redeemed, returned, adjusted, undone, expired, opening, transferred];
    expect(moved.reduce((sum, points) => sum + points, 0)).toBe(balance);
  }
  valueOf(await pointbook.expireDue());
  expect(await rowsOf(pointbook.reports.status())).toEqual(before);
  const { members, entries } = await world.dump();
  expect(before.map(({ memberId }) => memberId)).toEqual(members.map(({ account }) => account.memberId).toSorted());
  for (const row of before) {
    const own = entries.filter(({ memberId }) => memberId === row.memberId);
    expect(row).toMatchObject({ ...movementsIn(own), entries: own.length });
  }
}

/** The days of the report are those of the entries, each with the sums of its own. */
export async function claimDays(world: World, program: ProgramDefinition): Promise<number> {
  const { entries } = await world.dump();
  const days = new Map<string, Entry[]>();
  for (const entry of entries.toSorted((a, b) => a.postedAt - b.postedAt)) {
    const date = dateIn(program, entry.postedAt);
    days.set(date, [...(days.get(date) ?? []), entry]);
  }
  const rows = await rowsOf(world.pointbook.reports.daily({ columns: dailyColumns }));
  expect(rows).toEqual(
    [...days].map(([date, own]) => ({
      date,
      ...movementsIn(own),
      net: sumOf(own),
      earnings: own.filter(({ kind }) => kind === 'earn').length,
      redemptions: own.filter(({ cause }) => cause === 'points-redeemed' || cause === 'hold-captured').length,
      entries: own.length,
      members: new Set(own.map(({ memberId }) => memberId)).size,
    })),
  );
  return rows.length;
}

/** The business date: that of the clock on the wall, less the hours that belong to the day before. */
function dateIn({ timeZone, dayStartsAt = '00:00' }: ProgramDefinition, instant: number): string {
  const wall = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(instant);
  const late = Date.parse(`1970-01-01T${dayStartsAt}Z`);
  return new Date(Date.parse(`${wall.replace(' ', 'T')}Z`) - late).toISOString().slice(0, 10);
}

/**
 * Liability as of an instant (now, where it is null) is what members had then: in all as getBalance tells, and by month
 * as in a ledger that has the entries which were posted by then, and in which all that was due is posted.
 */
export async function claimLiability(
  world: World,
  program: ProgramDefinition,
  at: number | null,
): Promise<LiabilityRow[]> {
  const { pointbook, clock } = world;
  const rows = await rowsOf(pointbook.reports.liability(at === null ? {} : { at: new Date(at) }));
  const { entries, members } = await world.dump();
  let [points, pending, held, debt] = [0, 0, 0, 0];
  for (const { account } of members) {
    const query = { memberId: account.memberId, ...(at === null ? {} : { at: new Date(at) }) };
    const balance = valueOf(await pointbook.getBalance(query));
    points += balance.available + balance.pending;
    pending += balance.pending;
    held += balance.held;
    debt += balance.debt;
  }
  const named = (ends: string) => rows.find((row) => row.ends === ends)?.points ?? 0;
  const inLots = rows.filter(({ ends }) => ends !== 'held' && ends !== 'debt');
  expect(inLots.reduce((sum, row) => sum + row.points, 0)).toBe(points);
  expect(inLots.reduce((sum, row) => sum + row.pending, 0)).toBe(pending);
  expect([named('held'), named('debt')]).toEqual([held, 0 - debt]);

  const posted = at === null ? entries : entries.filter(({ postedAt }) => postedAt <= at);
  const accounts = await accountsOf(program, posted, at ?? clock.now());
  const months = new Map<string, number>();
  for (const { lots, inactivity } of accounts) {
    for (const lot of lots) {
      const end = lot.expiresAt === 'inactivity' ? (inactivity?.deadline ?? 'never') : lot.expiresAt;
      const month = end === 'never' ? end : dateIn(program, end - 1).slice(0, 7);
      months.set(month, (months.get(month) ?? 0) + lot.points);
    }
  }
  expect(Object.fromEntries(inLots.map((row) => [row.ends, row.points]))).toEqual(Object.fromEntries(months));
  return rows;
}

/** The accounts of a ledger that has these entries, after a sweep at an instant. */
async function accountsOf(program: ProgramDefinition, posted: readonly Entry[], at: number): Promise<Account[]> {
  const store = memoryStore();
  const ledger = createPointbook({ program, store, clock: { now: () => at } });
  const { programId } = ledger.ports.program;
  const entries = posted.toSorted((a, b) => a.sequence - b.sequence);
  const accounts = new Map<string, Account>();
  for (const entry of entries)
    accounts.set(entry.memberId, applyEntry(accounts.get(entry.memberId) ?? emptyAccount(entry.memberId), entry));
  const members = [...accounts.values()].map((account) => ({ account, activity: { days: [] } }));
  const changes = { ...noChanges, members, entries };
  valueOf(await ledgerView(store).transact(programId, {}, () => ({ changes, value: null })));
  valueOf(await ledger.expireDue());
  return valueOf(await ledger.ports.reads.page(accountKind, null, 1000)).map(({ account }) => account);
}

/** The instants around which something was posted, or would be: before, at and after. */
export async function instantsOf(world: World): Promise<Instant[]> {
  const { entries } = await world.dump();
  const times = new Set(entries.flatMap(({ postedAt, effectiveAt }) => [postedAt, effectiveAt]));
  return [...times].flatMap((time) => [time - 1, time, time + 1] as Instant[]);
}
