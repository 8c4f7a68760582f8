import { err, ok, type Result } from 'neverthrow';
import {
  type Account,
  emptyAccount,
  type Entry,
  type Instant,
  type InvoiceId,
  type MemberId,
  type Reads,
  type StoreError,
} from '../../../index.ts';
import { followEntry, othersFirst } from '../../../till.ts';

/** What was posted on an account while a clock was ahead, and the account before it. */
export interface WrongStretch {
  readonly before: Account;
  /** At least one, in the order of their sequence. */
  readonly entries: readonly Entry[];
}

const entriesAtATime = 1000;

/**
 * Folds a member's entries up to the first one after a time; null where none is, or where they were corrected since.
 */
export async function readWrongStretch(
  reads: Reads,
  memberId: MemberId,
  after: Instant,
): Promise<Result<WrongStretch | null, StoreError>> {
  let account = emptyAccount(memberId);
  let before: Account | null = null;
  let entries: Entry[] = [];
  for (;;) {
    const page: Result<readonly Entry[], StoreError> = await reads.history(memberId, account.sequence, entriesAtATime);
    if (page.isErr()) return err(page.error);
    for (const entry of page.value) {
      if (entry.effect.clock !== undefined) {
        before = null;
        entries = [];
      } else if (before !== null || entry.postedAt > after) {
        before ??= account;
        entries.push(entry);
      }
      const next: Result<Account, StoreError> = followEntry(account, entry);
      if (next.isErr()) return err(next.error);
      account = next.value;
    }
    if (page.value.length < entriesAtATime) return ok(before && { before, entries });
    await othersFirst();
  }
}

/** The sales that entries of it are about. */
export function salesNamed({ entries }: WrongStretch): readonly InvoiceId[] {
  return entries.flatMap(({ reference }) => (reference?.type === 'invoice' ? [reference.id as InvoiceId] : []));
}
