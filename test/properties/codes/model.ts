import type { Channel } from '@pointbook/core';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** How codes are to behave, as the documentation says; small enough to be seen through. */
export interface Model {
  clock: number;
  /** Messages that a provider was handed. */
  sent: number;
  unlocks: number;
  provider: 'sent' | 'rejected' | 'unavailable';
  readonly members: Map<string, Member>;
  readonly challenges: Challenge[];
  readonly budgets: Map<string, Budget>;
}

export interface Member {
  readonly memberId: string;
  phone: string | null;
  email: string | null;
  version: number;
  balance: number;
  /** The time of the last entry: the member's time never runs before it. */
  last: number;
  /** What was asked for under each id. */
  readonly requests: Map<string, string>;
}

export interface Challenge {
  readonly challengeId: string;
  readonly memberId: string;
  readonly redemptionId: string;
  readonly points: number;
  readonly deadline: number;
  channel: Channel;
  address: string;
  /** All that were sent; only the last one counts. */
  readonly codes: string[];
  expiresAt: number;
  attempts: number;
  isVoid: boolean;
  /** What became of the points set aside; those whose deadline passed unnoticed are still `held`. */
  hold: 'held' | 'spent' | 'cancelled' | 'released' | 'lapsed';
}

export interface Budget {
  readonly sends: { readonly at: number; rejected: boolean }[];
  failures: number[];
}

export const ok: Told = { kind: 'ok' };

/** Three members with 100 points each; two of them read the same mailbox. */
export function newModel(start: number): Model {
  const people = [
    ['M1', '+628110001', 'home@example.com'],
    ['M2', '+628110002', 'home@example.com'],
    ['M3', '+628110003', null],
  ] as const;
  const members = people.map(([memberId, phone, email]): [string, Member] => [
    memberId,
    { memberId, phone, email, version: 1, balance: 100, last: start, requests: new Map() },
  ]);
  const nothing = { sent: 0, unlocks: 0, challenges: [], budgets: new Map() };
  return { clock: start, provider: 'sent', members: new Map(members), ...nothing };
}

export function memberOf(model: Model, memberId: string): Member {
  const member = model.members.get(memberId);
  if (member === undefined) throw new Error(`There is no member ${memberId}.`);
  return member;
}

/** A member's time: a clock that was set back does not count. */
export function timeOf(model: Model, memberId: string): number {
  return Math.max(model.clock, memberOf(model, memberId).last);
}

export function budgetOf(model: Model, key: string): Budget {
  const budget = model.budgets.get(key) ?? { sends: [], failures: [] };
  model.budgets.set(key, budget);
  return budget;
}

export function budgetsOf(model: Model, memberId: string, address: string): Budget[] {
  return [`member ${memberId}`, `destination ${address}`].map((key) => budgetOf(model, key));
}

/** The time by some budgets: none of them goes back behind what it remembers. */
export function latestOf(time: number, budgets: readonly Budget[]): number {
  return Math.max(time, ...budgets.flatMap(({ sends, failures }) => [...sends.map(({ at }) => at), ...failures]));
}

/** Ten failures within a day lock; five sends within ten minutes, or one within the last minute, must be waited for. */
function limitsOf({ sends, failures }: Budget): {
  readonly [Limit in 'locked' | 'between-sends' | 'sends']: number;
} {
  const accepted = sends.filter(({ rejected }) => !rejected);
  return {
    locked: (failures.at(-10) ?? -Infinity) + 24 * hour,
    'between-sends': (accepted.at(-1)?.at ?? -Infinity) + minute,
    sends: (sends.at(-5)?.at ?? -Infinity) + 10 * minute,
  };
}

/** What the caller is told, as far as the rules say it. */
export interface Told {
  readonly kind: string;
  readonly [detail: string]: unknown;
}

export function lockOf(budgets: readonly Budget[], now: number): Told | null {
  const until = Math.max(...budgets.map((budget) => limitsOf(budget).locked));
  return until > now ? { kind: 'member-locked', until: new Date(until) } : null;
}

export function waitOf(budgets: readonly Budget[], now: number): Told | null {
  const latest = (rule: 'between-sends' | 'sends') => Math.max(...budgets.map((budget) => limitsOf(budget)[rule]));
  const rule = latest('sends') > latest('between-sends') ? 'sends' : 'between-sends';
  return latest(rule) > now ? { kind: 'too-many-codes', rule, retryAt: new Date(latest(rule)) } : null;
}

/** Counts a code as sent, and what the provider says to it; answers what the caller is told. */
export function send(model: Model, budgets: readonly Budget[], now: number): Told {
  const rejected = model.provider === 'rejected';
  for (const { sends } of budgets) {
    // The provider's answer names the instant: of two codes at one instant it may mean either.
    if (rejected) for (const one of sends) one.rejected ||= one.at === now;
    sends.push({ at: now, rejected });
  }
  model.sent += 1;
  return model.provider === 'sent' ? ok : { kind: 'code-not-sent', outcome: { status: model.provider } };
}

export function addressOver({ phone, email }: Member, channel: Channel): string | null {
  return channel === 'email' ? email : phone;
}

/** When a code ends that is sent now. */
export function endOfCode(now: number, deadline: number): number {
  return Math.min(now + 5 * minute, deadline);
}

/** How long the points of a request are held. */
export const holdMs = 15 * minute;

/** Whether the points are still set aside at the member's time. */
export function isHeld(model: Model, { memberId, hold, deadline }: Challenge): boolean {
  return hold === 'held' && deadline > timeOf(model, memberId);
}

/** What can be spent. */
export function availableOf(model: Model, memberId: string): number {
  const held = model.challenges.filter((each) => each.memberId === memberId && isHeld(model, each));
  return memberOf(model, memberId).balance - held.reduce((sum, { points }) => sum + points, 0);
}

/** Whatever is posted to an account comes after what time has done to it. */
export function postTo(model: Model, memberId: string): void {
  for (const challenge of model.challenges)
    if (challenge.memberId === memberId && challenge.hold === 'held' && !isHeld(model, challenge))
      challenge.hold = 'lapsed';
  memberOf(model, memberId).last = timeOf(model, memberId);
}

/** How a challenge ended; null where it is open. What became of the points goes before what became of the address. */
export function closedOf(model: Model, challenge: Challenge): Told | null {
  const kind = 'challenge-closed';
  const states = { spent: 'used', cancelled: 'cancelled', released: 'cancelled', lapsed: 'lapsed', held: 'lapsed' };
  if (!isHeld(model, challenge)) return { kind, state: states[challenge.hold] };
  return challenge.isVoid ? { kind, state: 'void' } : null;
}

/** Why a challenge can be neither answered nor sent again; null where it can. */
export function refusalOf(model: Model, challenge: Challenge): Told | null {
  const closed = closedOf(model, challenge);
  if (closed) return closed;
  const budgets = budgetsOf(model, challenge.memberId, challenge.address);
  const locked = lockOf(budgets, latestOf(timeOf(model, challenge.memberId), budgets));
  return locked ?? (challenge.attempts >= 5 ? { kind: 'code-locked' } : null);
}

/** Every instant at which something changes by itself. */
export function boundariesOf({ challenges, budgets }: Model): number[] {
  const ofChallenges = challenges.flatMap(({ expiresAt, deadline }) => [expiresAt, deadline]);
  const ofBudgets = [...budgets.values()].flatMap((budget) => Object.values(limitsOf(budget)));
  return [...ofChallenges, ...ofBudgets].filter((instant) => Number.isFinite(instant));
}
