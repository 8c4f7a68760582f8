import type { Effect } from '../../../ledger/entry.ts';
import { effect, giveTo } from '../../../ledger/movement.ts';
import { post, type Posting, type NewEntry } from '../../../ledger/posting.ts';
import { systemActor } from '../../../program/program.ts';
import type { Grant } from './plan-grant.ts';

/**
 * Gives points to a sale's member. Points that have ended expire at once and repay no debt. An account with a debt has
 * no points in lots, so there one entry adds and takes them; else an expiry follows. The sale keeps that they expired
 * on arrival, so the account does not remember them as lapsed.
 */
export function postGrant(
  posting: Posting,
  labels: Omit<NewEntry, 'kind' | 'effect'>,
  { live, ended, lapsed }: Pick<Grant, 'live' | 'ended' | 'lapsed'>,
  besides: Pick<Effect, 'inactivity' | 'holdClaims'>,
): Posting {
  const { account, now } = posting;
  const given = giveTo(account, live, now);
  const isOwing = account.debt + (given.debt ?? 0) > 0;
  const added = isOwing ? given.added : [...(given.added ?? []), ...ended];
  const after = post(posting, { ...labels, kind: 'earn', effect: effect({ ...given, added, lapsed, ...besides }) });
  if (ended.length === 0) return after;
  const isInactive = ended.some(({ expiresAt }) => expiresAt === 'inactivity');
  const gone = effect({
    taken: ended,
    ...(isOwing ? { added: ended } : {}),
    ...(isInactive ? { inactivity: null } : {}),
  });
  const cause = isInactive ? 'account-inactive' : 'lot-expired';
  return post(after, { kind: 'expiry', cause, actor: systemActor, reference: null, effect: gone });
}
