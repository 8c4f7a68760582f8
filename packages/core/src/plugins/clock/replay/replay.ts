import type { Account } from '../../../index.ts';
import { closePosting, releaseAll } from '../../../ledger/posting.ts';
import { openPosting, type Posting, systemActor } from '../../../till.ts';
import type { Forgiven } from '../../../ledger/member-record.ts';
import type { WrongStretch } from '../ahead/wrong-stretch.ts';
import { type Found, giveFound, placeOf, seek, takeFound } from '../forgiven/found-points.ts';
import { replayEntry } from './replay-entry.ts';
import type { ReplayContext } from './replay-context.ts';

/** What was posted on an account under a wrong clock. */
export interface Wrong extends WrongStretch {
  /** The account after the entries. */
  readonly current: Account;
  /** What was forgiven meanwhile. */
  readonly forgiven: readonly Forgiven[];
}

/**
 * An account as it would be, had its last entries been posted now: what time alone did in them is left out and reckoned
 * anew, and what people did is done again. Holds that were opened in them give their points back. What had been
 * forgiven and is found has still to be taken: it is in the account.
 */
export function replay(
  { before, entries, current, forgiven }: Wrong,
  by: ReplayContext,
): { readonly account: Account; readonly found: readonly Found[] } {
  const found: Found[] = [];
  const sought = (posting: Posting, place: number): Posting => {
    let after = posting;
    for (const each of forgiven.filter((one) => placeOf(one, entries) === place)) {
      const there = seek(after, each, entries, found, by);
      if (there === null) continue;
      found.push(there);
      after = takeFound(after, there, unseenEntry);
    }
    return after;
  };
  const opened = sought(openPosting(before, by.program, by.now), before.sequence);
  // Points that come too late end at once: nothing may use them.
  const done = entries.reduce(
    (posting, entry, at) => sought(closePosting(replayEntry(posting, entry, entries[at - 1], by)), entry.sequence),
    opened,
  );
  const stays = (id: string) => [before, current].every(({ holds }) => holds.some((each) => each.redemptionId === id));
  const free = done.account.holds.filter(({ redemptionId }) => !stays(redemptionId));
  const freed = releaseAll(done, free, systemActor);
  const closed = found.reduce((posting, each) => giveFound(posting, each, unseenEntry), closePosting(freed));
  return { account: closed.account, found };
}

/** Nobody sees the entries of a replay. */
const unseenEntry = { cause: 'invoice-refunded', actor: systemActor, reference: null } as const;
