import { err, ok, okAsync, type Result, type ResultAsync } from 'neverthrow';
import { type Account, emptyAccount } from '../ledger/account.ts';
import { applyEntry } from '../ledger/apply-entry.ts';
import type { Entry } from '../ledger/entry.ts';
import { openPosting } from '../ledger/posting.ts';
import type { MemberId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import type { UnknownMember } from '../values/errors.ts';
import { unknownMember } from '../values/failures.ts';
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

/** Applies the entries after an account's last one while they are wanted. */
function foldHistory(
  host: ReadingHost,
  account: Account,
  wanted: (entry: Entry) => boolean,
): ResultAsync<Account, StoreError> {
  return host.reads.history(account.memberId, account.sequence, chunk).andThen((entries) => {
    const taken = entries.filter(wanted);
    const folded = taken.reduce(applyEntry, account);
    return taken.length === chunk ? foldHistory(host, folded, wanted) : okAsync(folded);
  });
}

function settled({ program }: ReadingHost, account: Account, clock: Instant): AccountThen {
  const { account: after, now } = openPosting(account, program, clock);
  return { account: after, now };
}
