import type { Account, ActorId, Effect } from '../../../index.ts';
import { byEnd, changeLots, effect, openPosting, type Posting } from '../../../till.ts';
import { closePosting, post, releaseAll } from '../../../ledger/posting.ts';
import { fingerprintOf, latest } from '../../../values.ts';
import { nameOfLapse } from '../../../ledger/account.ts';
import { negated } from '../../../ledger/lot.ts';
import type { Found } from '../forgiven/found-points.ts';
import { replay, type Wrong } from '../replay/replay.ts';
import type { ReplayContext } from '../replay/replay-context.ts';

/** Who corrects, and under which id. */
export interface Correction {
  readonly actor: ActorId;
  readonly idempotencyKey: string;
}

/**
 * The entries that set an account's time back, and give back what the clock alone had ended; and what of it was found
 * that had been forgiven, which is still to be taken.
 */
export function correctAccount(
  wrong: Wrong,
  { actor, idempotencyKey }: Correction,
  by: ReplayContext,
): { readonly posting: Posting; readonly found: readonly Found[] } {
  const { before, current } = wrong;
  const now = latest(by.now, before.lastInstant);
  const { account: target, found } = replay(wrong, { ...by, now });
  const opened = openPosting(current, by.program, current.lastInstant);
  const isNew = (id: string) => !before.holds.some(({ redemptionId }) => redemptionId === id);
  const fresh = current.holds.filter(({ redemptionId }) => isNew(redemptionId));
  const settled = closePosting(releaseAll(opened, fresh, actor));
  const { account } = settled;
  const posting = post(
    { ...settled, now },
    {
      kind: 'reversal',
      cause: 'clock-corrected',
      actor,
      reference: { type: 'external', id: idempotencyKey },
      effect: { ...difference(account, target), clock: account.lastInstant },
      command: { key: `key:${idempotencyKey}`, fingerprint: fingerprintOf({ verb: 'setBack', actor }) },
    },
  );
  return { posting, found };
}

/** What makes one account of another. */
function difference(from: Account, to: Account): Effect {
  const moves = changeLots(changeLots([], [...to.lots].sort(byEnd)), negated(from.lots));
  const isSame = fingerprintOf(from.inactivity) === fingerprintOf(to.inactivity);
  return effect({
    taken: negated(moves.filter(({ points }) => points < 0)),
    added: moves.filter(({ points }) => points > 0),
    debt: to.debt - from.debt,
    lapsed: differenceOfLapses(from, to),
    ...(isSame ? {} : { inactivity: to.inactivity }),
  });
}

function differenceOfLapses(from: Account, to: Account): NonNullable<Effect['lapsed']> {
  const known = new Map(from.lapsed.map((memory) => [nameOfLapse(memory), memory]));
  const wanted = new Map(to.lapsed.map((memory) => [nameOfLapse(memory), memory]));
  return [...new Map([...known, ...wanted])].flatMap(([name, memory]) => {
    const [before, after] = [known.get(name), wanted.get(name)];
    const points = (after?.points ?? 0) - (before?.points ?? 0);
    return points === 0 && before?.forgetAt === after?.forgetAt ? [] : [{ ...memory, points }];
  });
}
