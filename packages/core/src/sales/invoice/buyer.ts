import type { Book } from '../../kernel/book.ts';
import type { Activity, MemberRecord } from '../../ledger/member-record.ts';
import { openPosting, type Posting } from '../../ledger/posting.ts';
import { putPosting } from '../../ledger/put-posting.ts';
import { programOf } from '../../program/program-of.ts';
import type { ProfileRecord } from '../../members/profile-record.ts';

/** The member whose points an invoice gives, being written. */
export interface Buyer {
  readonly posting: Posting;
  readonly activity: Activity;
  readonly emailVerified: boolean;
}

/** Begins to write a member: what is due by now is posted. */
export function openBuyer(
  book: Book,
  { account, activity }: MemberRecord,
  profile: Pick<ProfileRecord, 'emailVerified'> | null,
): Buyer {
  return {
    posting: openPosting(account, programOf(book), book.now),
    activity,
    emailVerified: profile?.emailVerified ?? false,
  };
}

/** Ends the writing of a member, as `putPosting` does. */
export function putBuyer(book: Book, buyer: Buyer): Posting {
  return putPosting(book, buyer, buyer.posting);
}
