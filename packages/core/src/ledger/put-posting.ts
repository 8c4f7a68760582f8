import type { Book } from '../kernel/book.ts';
import { accounts, appendEntries } from './ledger-kinds.ts';
import type { MemberRecord } from './member-record.ts';
import { closePosting, type Posting } from './posting.ts';

/** Ends the writing of a member: points that came too late expire. The posting is given back as it was written. */
export function putPosting(book: Book, { activity }: Pick<MemberRecord, 'activity'>, posting: Posting): Posting {
  const closed = closePosting(posting);
  book.put(accounts, { account: closed.account, activity });
  appendEntries(book, closed.entries);
  return closed;
}
