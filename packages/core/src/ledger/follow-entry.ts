import { err, ok, type Result } from 'neverthrow';
import { storeError, type StoreError } from '../kernel/store-error.ts';
import { damage } from '../kernel/store-failure.ts';
import { InvariantError } from '../values/invariant.ts';
import type { Account } from './account.ts';
import { applyEntry } from './apply-entry.ts';
import type { Entry } from './entry.ts';

/** The account after an entry that was read. One that does not follow was damaged, or the one before it is gone. */
export function followEntry(account: Account, entry: Entry): Result<Account, StoreError> {
  try {
    return ok(applyEntry(account, entry));
  } catch (thrown) {
    if (!(thrown instanceof InvariantError)) throw thrown;
    const name = `Entry ${account.sequence + 1} of member ${JSON.stringify(account.memberId)}`;
    return err(storeError(damage(`${name} is missing, or is not as Pointbook wrote it.`)));
  }
}
