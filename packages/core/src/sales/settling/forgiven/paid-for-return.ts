import type { Book } from '../../../kernel/book.ts';
import type { Account } from '../../../ledger/account.ts';
import type { Entry } from '../../../ledger/entry.ts';
import type { HoldClaim } from '../../../ledger/hold.ts';
import { entryOfCommand } from '../../../ledger/ledger-kinds.ts';
import { claimKey } from '../../../ledger/hold-claims.ts';
import type { Posting } from '../../../ledger/posting.ts';

// Of a return without a sale, what was held then is taken as the holds give it back, in entries of their own.

/** What holds have paid for a return without a sale since, in the order in which they did. Of other entries nothing. */
export function paidForReturn(book: Book, { entries }: Pick<Posting, 'entries'>, returning: Entry): readonly Entry[] {
  const { memberId } = returning;
  const id = returnOf(returning);
  const found: Entry[] = [];
  while (id !== null) {
    const key = claimKey({ id, nth: found.length, isReturn: true });
    const just = entries.find(({ command }) => command?.key === key);
    const entry = just ?? entryOfCommand(book, { memberId, key });
    if (entry === null) break;
    found.push(entry);
  }
  return found;
}

/** What a return without a sale still claims of holds; undefined where it claims nothing. */
export function claimOfReturn({ holdClaims = [] }: Account, returning: Entry): HoldClaim | undefined {
  const id = returnOf(returning);
  return holdClaims.find((claim) => claim.isReturn && claim.id === id);
}

/** The return that an entry is, without what holds paid for it; null where it is none. */
function returnOf({ command, reference }: Entry): string | null {
  return command?.key.startsWith('return:') ? (reference?.id ?? null) : null;
}
