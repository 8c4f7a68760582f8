import type { Book } from '../../../kernel/book.ts';
import type { Account } from '../../../ledger/account.ts';
import type { Effect } from '../../../ledger/entry.ts';
import { entryOfCommand } from '../../../ledger/ledger-kinds.ts';
import type { Lot } from '../../../ledger/lot.ts';
import { splitLots } from '../../../ledger/movement.ts';
import type { HoldClaim } from '../../../ledger/hold.ts';
import { claimKey, lotsWithout, paidClaim } from '../../../ledger/hold-claims.ts';
import { closePosting, type Posting, releaseAll } from '../../../ledger/posting.ts';
import { type Program, systemActor } from '../../../program/program.ts';
import { pointsIn } from '../../../values/points.ts';
import type { Buyer } from '../../invoice/buyer.ts';
import type { InvoiceRecord } from '../../invoice/invoice-record.ts';
import type { TakenBack } from '../../invoice/taken-part.ts';
import { withTaken } from '../posted/posted-lots.ts';
import { beginSettling, settledFurther } from '../settling.ts';
import { withFound } from '../posted/taken-back.ts';

// What is short only because it is held is claimed of the holds. As far as a hold gives its points back, they are
// taken; as far as it is captured, what was forgiven stays so.

/** Up to `short` of the points that would be taken beside these, had the member no holds. */
export function heldOf(
  posting: Posting,
  short: number,
  taken: readonly Lot[],
  find: (account: Account) => readonly Lot[],
): readonly Lot[] {
  const { holds } = posting.account;
  if (short <= 0 || holds.length === 0) return [];
  const found = find(closePosting(releaseAll(posting, holds, systemActor)).account);
  const more = lotsWithout(found, taken).filter(({ points }) => points > 0);
  return splitLots(more, Math.min(short, pointsIn(found) - pointsIn(taken))).first;
}

/**
 * The claims on holds once a sale claims no more than it still forgives because they had it, and these lots; nothing
 * where it claims none.
 */
export function claimsFor(
  { record: { invoiceId: id, posted }, rules, buyer }: Settled,
  takenBack: readonly TakenBack[],
  lots: readonly Lot[] = [],
): Pick<Effect, 'holdClaims'> {
  const { holdClaims = [], sequence: after } = buyer.posting.account;
  const isItsOwn = (claim: HoldClaim) => claim.id === id && !claim.isReturn;
  if (lots.length === 0 && !holdClaims.some(isItsOwn)) return {};
  const before = holdClaims.flatMap((claim) => {
    if (!isItsOwn(claim)) return [claim];
    const { first } = splitLots(claim.lots, pointsIn(takenBack.filter((part) => part.claimedAfter === claim.after)));
    return first.length === 0 ? [] : [{ ...claim, lots: first }];
  });
  const added = { id, programVersion: rules.version, after, nth: posted.claimEntries ?? 0, lots };
  return { holdClaims: lots.length === 0 ? before : [...before, added] };
}

interface Settled {
  readonly record: InvoiceRecord;
  readonly rules: Program;
  readonly buyer: Buyer;
}

/** A sale and its member, as they are by what holds have given up for it since. */
export function withPaidByHolds<Order extends { readonly record: InvoiceRecord; readonly buyer: Buyer }>(
  book: Book,
  order: Order,
): Order {
  let state = beginSettling(order.record, order.buyer);
  const { invoiceId, posted: before } = order.record;
  const { account, entries } = order.buyer.posting;
  for (let nth = before.claimEntries; nth !== undefined; nth++) {
    const key = claimKey({ id: invoiceId, nth });
    const just = entries.find(({ command }) => command?.key === key);
    const entry = just ?? entryOfCommand(book, { memberId: account.memberId, key });
    if (entry === null) break;
    const { taken = [], debt = 0 } = entry.effect;
    const parts: readonly TakenBack[] = [
      ...taken.map((lot) => ({ points: lot.points, from: { lot, at: entry.postedAt } })),
      ...(debt > 0 ? [{ points: debt, from: 'debt' as const }] : []),
    ];
    const takenBack = withFound(state.record.posted.takenBack ?? [], parts, paidClaim(entry));
    const posted = withTaken({ ...state.record.posted, claimEntries: nth + 1 }, takenBack);
    state = settledFurther(state, { posted, posting: state.buyer.posting, change: 0 });
  }
  return { ...order, record: state.record, buyer: state.buyer };
}
