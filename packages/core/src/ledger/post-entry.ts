import { err, ok, type Result } from 'neverthrow';
import type { Book } from '../kernel/book.ts';
import { programOf } from '../program/program-of.ts';
import type { UnknownMember } from '../values/errors.ts';
import { unknownMember } from '../values/failures.ts';
import type { MemberId } from '../values/ids.ts';
import type { Entry } from './entry.ts';
import { memberOf } from './ledger-kinds.ts';
import { lastEntry, openPosting, post, type NewEntry } from './posting.ts';
import { putPosting } from './put-posting.ts';

/**
 * Posts one entry on a member's account: what is due by now is posted before it. An entry that moves no points has an
 * empty `effect`; followers of the feed learn from it what happened.
 */
export function postEntry(book: Book, memberId: MemberId, given: NewEntry): Result<Entry, UnknownMember> {
  const member = memberOf(book, memberId);
  if (member === null) return err(unknownMember(memberId));
  const posted = post(openPosting(member.account, programOf(book), book.now), given);
  putPosting(book, member, posted);
  return ok(lastEntry(posted));
}
