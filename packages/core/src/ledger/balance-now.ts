import type { Book } from '../kernel/book.ts';
import { programOf } from '../program/program-of.ts';
import type { MemberId } from '../values/ids.ts';
import { ledgerHolds } from '../kernel/store-failure.ts';
import { type Balance, balanceOf } from './account.ts';
import { memberOf } from './ledger-kinds.ts';
import { openPosting, type Posting } from './posting.ts';

/** A member's balance as it stands, as if what is due had been posted. */
export function balanceNow(book: Book, memberId: MemberId): Balance {
  const { account, now } = postingNow(book, memberId);
  return balanceOf(account, now);
}

/** A member's account as it stands, as if what is due had been posted. */
export function postingNow(book: Book, memberId: MemberId): Posting {
  const member = memberOf(book, memberId);
  ledgerHolds(member !== null, 'a member who has entries exists');
  return openPosting(member.account, programOf(book), book.now);
}
