import { err, ok, type Result } from 'neverthrow';
import { type Account, emptyAccount } from '../ledger/account.ts';
import type { Entry } from '../ledger/entry.ts';
import { followEntry } from '../ledger/follow-entry.ts';
import { openPosting } from '../ledger/posting.ts';
import type { MemberId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import type { UnknownMember } from '../values/errors.ts';
import { unknownMember } from '../values/failures.ts';
import { othersFirst } from '../kernel/engine/next-turn.ts';
import { readClock } from '../kernel/read-clock.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { ReadingHost } from './reading-host.ts';

/** Entries read at a time where a whole history is folded. */
const chunk = 1000;

/** An account at an instant, with what is due by then posted. */
interface AccountThen {
  readonly account: Account;
  readonly now: Instant;
}

/** An account as it is now: as if what is due had been posted. */
export function accountNow(
  host: ReadingHost,
  memberId: MemberId,
  found: Result<Account | null, StoreError>,
): Result<AccountThen, StoreError | UnknownMember> {
  if (found.isErr()) return err(found.error);
  if (found.value === null) return err(unknownMember(memberId));
  return ok(settled(host, found.value, readClock(host.clock)));
}

/** An account as it was: the fold of the entries posted by then, less what had lapsed by then. */
export async function readAccountAt(
  host: ReadingHost,
  memberId: MemberId,
  at: Instant,
): Promise<Result<AccountThen, StoreError | UnknownMember>> {
  const found = await host.reads.account(memberId);
  if (found.isErr()) return err(found.error);
  if (found.value === null) return err(unknownMember(memberId));
  // What was posted ahead of time counts from the entry on that set the time back.
  const filter = { memberId, causes: ['clock-corrected'], until: (at + 1) as Instant } as const;
  const corrected = await host.reads.findEntries(filter, null, 1);
  if (corrected.isErr()) return err(corrected.error);
  const { sequence: known = 0 } = corrected.value[0] ?? {};
  const isPosted = ({ sequence, postedAt }: Entry) => sequence <= known || postedAt <= at;
  const folded = await foldHistory(host, emptyAccount(memberId), isPosted);
  return folded.map((account) => settled(host, account, at));
}

/** Applies the entries after an account's last one while they are wanted; other work runs between the pages. */
async function foldHistory(
  { reads }: ReadingHost,
  account: Account,
  wanted: (entry: Entry) => boolean,
): Promise<Result<Account, StoreError>> {
  let folded = account;
  for (;;) {
    const page: Result<Entry[], StoreError> = await reads.history(account.memberId, folded.sequence, chunk);
    if (page.isErr()) return err(page.error);
    const taken = page.value.filter(wanted);
    for (const entry of taken) {
      const after = followEntry(folded, entry);
      if (after.isErr()) return err(after.error);
      folded = after.value;
    }
    if (taken.length < chunk) return ok(folded);
    await othersFirst();
  }
}

function settled({ program }: ReadingHost, account: Account, clock: Instant): AccountThen {
  const { account: after, now } = openPosting(account, program, clock);
  return { account: after, now };
}
