import type { Entry, Lot } from '@pointbook/core';

/**
 * What the auditor knows of a member after some entries. It shares no code with the ledger: figures are bigints, lots
 * are heaps found by the name of their end.
 */
export interface Purse {
  balance: bigint;
  debt: bigint;
  readonly heaps: Map<string, Heap>;
  readonly held: Map<string, Held>;
  readonly gone: Map<string, Gone>;
  inactivity: { deadline: number; period: unknown } | null;
  /** The claims on holds for goods that came back, as the last entry that says so tells them. */
  claims: NonNullable<Entry['effect']['holdClaims']>;
  /** What a hold that has just ended must give up for these, in their order. */
  claimed: readonly { readonly id: string; readonly points: bigint }[];
  last: number;
}

/** Points in lots that end together. */
export interface Heap {
  readonly end: Lot['expiresAt'];
  /** When they ripen; 0 once they did. */
  readonly ripeAt: number;
  points: bigint;
}

/** Points set aside. */
export interface Held {
  readonly deadline: number;
  points: bigint;
  /** How many entries there were when it was opened. */
  readonly since: number;
  parts: { end: Lot['expiresAt']; ripeAt: number; points: bigint }[];
}

/** Points remembered after they lapsed. */
export interface Gone {
  points: bigint;
  forgetAt: number;
}

const maxSafe = BigInt(Number.MAX_SAFE_INTEGER);

/** A member without entries. */
export function emptyPurse(): Purse {
  return {
    balance: 0n,
    debt: 0n,
    heaps: new Map(),
    held: new Map(),
    gone: new Map(),
    inactivity: null,
    claims: [],
    claimed: [],
    last: 0,
  };
}

/** Moves points as an entry says, and asks no questions: the checks look at what comes out. */
export function move(purse: Purse, entry: Entry): void {
  const { effect, postedAt } = entry;
  ripen(purse, postedAt);
  for (const lot of effect.taken ?? []) put(purse, lot, -BigInt(lot.points));
  for (const lot of effect.added ?? []) put(purse, lot, BigInt(lot.points));
  for (const [name, heap] of purse.heaps) if (heap.points === 0n) purse.heaps.delete(name);
  purse.debt += BigInt(effect.debt ?? 0);
  if (effect.closes !== undefined) purse.held.delete(effect.closes);
  if (effect.inactivity !== undefined) {
    if (effect.inactivity === null && purse.inactivity !== null) fixEnds(purse, purse.inactivity.deadline);
    purse.inactivity = effect.inactivity;
  }
  if (effect.hold !== undefined) {
    const { redemptionId, deadline, points, taken } = effect.hold;
    const parts = taken.map((lot) => ({
      end: lot.expiresAt,
      ripeAt: lot.availableAt ?? 0,
      points: BigInt(lot.points),
    }));
    purse.held.set(redemptionId, { deadline, points: BigInt(points), parts, since: entry.sequence - 1 });
  }
  if (effect.holdClaims !== undefined) purse.claims = effect.holdClaims;
  remember(purse, entry);
  purse.balance += BigInt(entry.delta);
  purse.last = postedAt;
}

/** Points whose waiting is over join those of the same end that wait no more. */
export function ripen(purse: Purse, now: number): void {
  for (const [name, heap] of purse.heaps) {
    if (heap.ripeAt === 0 || heap.ripeAt > now) continue;
    purse.heaps.delete(name);
    put(purse, { expiresAt: heap.end, availableAt: null }, heap.points);
  }
}

/** The heap of a lot, by the name of its end. */
export function heapOf(purse: Purse, lot: Pick<Lot, 'expiresAt' | 'availableAt'>): Heap | undefined {
  return purse.heaps.get(nameOf(lot.expiresAt, lot.availableAt ?? 0));
}

/** A text that tells heaps apart. */
export function nameOf(end: Lot['expiresAt'], ripeAt: number): string {
  return `${end}@${ripeAt}`;
}

/** When a heap ends: a number that is greater the later it is; never is last, inactivity second to last. */
export function endOf(end: Lot['expiresAt']): number {
  return end === 'never' ? 2e300 : end === 'inactivity' ? 1e300 : end;
}

/** The points of a map. */
export function total(items: Iterable<{ readonly points: bigint }>): bigint {
  let sum = 0n;
  for (const { points } of items) sum += points;
  return sum;
}

function put(purse: Purse, lot: Pick<Lot, 'expiresAt' | 'availableAt'>, points: bigint): void {
  const ripeAt = lot.availableAt ?? 0;
  const name = nameOf(lot.expiresAt, ripeAt);
  const heap = purse.heaps.get(name) ?? { end: lot.expiresAt, ripeAt, points: 0n };
  heap.points += points;
  purse.heaps.set(name, heap);
}

/** Inactivity came: what is held and would have ended with it has now ended at that instant. */
function fixEnds(purse: Purse, deadline: number): void {
  for (const held of purse.held.values()) {
    held.parts = held.parts.map((part) => (part.end === 'inactivity' ? { ...part, end: deadline as never } : part));
  }
}

function remember(purse: Purse, { effect, postedAt }: Entry): void {
  for (const lot of effect.lapsed ?? []) {
    const name = `${lot.expiresAt} ${lot.byInactivity} ${lot.returnedOn ?? ''}`;
    const before = purse.gone.get(name);
    const known = before !== undefined && before.forgetAt > postedAt ? before.points : 0n;
    const sum = known + BigInt(lot.points);
    // More than a figure can hold is not remembered.
    purse.gone.set(name, { points: sum > maxSafe ? maxSafe : sum, forgetAt: lot.forgetAt });
  }
  for (const [name, lot] of purse.gone) if (lot.points === 0n || lot.forgetAt <= postedAt) purse.gone.delete(name);
}
