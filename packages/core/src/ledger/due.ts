import type { Instant } from '../values/instant.ts';
import type { Account } from './account.ts';
import type { Hold } from './hold.ts';
import type { LotEnd } from './lot.ts';

/** What becomes due next on an account: a hold that lapses, a lot that expires, or inactivity. */
export type Due =
  | { readonly at: Instant; readonly what: 'hold'; readonly hold: Hold }
  | { readonly at: Instant; readonly what: 'lot'; readonly end: Instant }
  | { readonly at: Instant; readonly what: 'inactivity' };

/** The first thing due, or null. At one instant holds lapse before lots expire, so that their points expire too. */
export function nextDue(account: Account): Due | null {
  const { inactivity } = account;
  const [hold] = account.holds;
  let first: Due | null = hold === undefined ? null : { at: hold.deadline, what: 'hold', hold };
  const lot = nextLot(account);
  if (lot !== null && (first === null || lot.at < first.at)) first = lot;
  const mayEnd = inactivity !== null && (first === null || inactivity.deadline < first.at);
  return mayEnd && hasPointsEnding(account, 'inactivity') ? { at: inactivity.deadline, what: 'inactivity' } : first;
}

function nextLot({ lots }: Account): Due | null {
  // Lots are sorted by end, instants first.
  const end = lots[0]?.expiresAt;
  return typeof end === 'number' ? { at: end, what: 'lot', end } : null;
}

/** When a sweep must look at an account again; null for never. */
export function nextDueAt(account: Account): Instant | null {
  return nextDue(account)?.at ?? null;
}

function hasPointsEnding(account: Account, end: LotEnd): boolean {
  return [account, ...account.holds].some((owner) =>
    ('lots' in owner ? owner.lots : owner.taken).some((lot) => lot.expiresAt === end),
  );
}
