import type { Book } from '../../kernel/book.ts';
import type { Account } from '../../ledger/account.ts';
import type { Effect } from '../../ledger/entry.ts';
import { entryOfCommand } from '../../ledger/ledger-kinds.ts';
import type { Lot } from '../../ledger/lot.ts';
import { splitLots } from '../../ledger/movement.ts';
import type { Owed } from '../../ledger/hold.ts';
import { owedKey, without } from '../../ledger/owed.ts';
import { closePosting, endHold, type Posting } from '../../ledger/posting.ts';
import { type Program, systemActor } from '../../program/program.ts';
import { pointsIn } from '../../values/points.ts';
import type { Buyer } from '../invoice/buyer.ts';
import type { InvoiceRecord } from '../invoice/invoice-record.ts';
import type { TakenBack } from '../invoice/taken-part.ts';
import { withTaken } from './posted-lots.ts';
import { begin, next } from './settling.ts';
import { withFound } from './taken-back.ts';

// What is short only because it is held, holds owe. As far as a hold gives its points back, they are taken; as far as
// it is captured, what was forgiven stays so.

/** Up to `short` of the points that would be taken beside these, had the member no holds. */
export function heldOf(
  posting: Posting,
  short: number,
  taken: readonly Lot[],
  find: (account: Account) => readonly Lot[],
): readonly Lot[] {
  const { holds } = posting.account;
  if (short <= 0 || holds.length === 0) return [];
  const free = holds.reduce(
    (all, hold) =>
      endHold(all, hold, hold.taken, {
        kind: 'redemption',
        cause: 'hold-released',
        actor: systemActor,
        reference: null,
        effect: {},
      }),
    posting,
  );
  const found = find(closePosting(free).account);
  const more = without(found, taken).filter(({ points }) => points > 0);
  return splitLots(more, Math.min(short, pointsIn(found) - pointsIn(taken))).first;
}

/**
 * What holds owe once a sale asks for no more than it still forgives because they had it, and for others; nothing where
 * it asks for none.
 */
export function owedFor(
  { record: { invoiceId: id, posted }, rules, buyer }: Settled,
  takenBack: readonly TakenBack[],
  lots: readonly Lot[] = [],
): Pick<Effect, 'owed'> {
  const { owed = [], sequence: after } = buyer.posting.account;
  const isItsOwn = (claim: Owed) => claim.id === id && !claim.isReturn;
  if (lots.length === 0 && !owed.some(isItsOwn)) return {};
  const before = owed.flatMap((claim) => {
    if (!isItsOwn(claim)) return [claim];
    const { first } = splitLots(claim.lots, pointsIn(takenBack.filter((part) => part.owed === claim.after)));
    return first.length === 0 ? [] : [{ ...claim, lots: first }];
  });
  const asked = { id, programVersion: rules.version, after, nth: posted.owed ?? 0, lots };
  return { owed: lots.length === 0 ? before : [...before, asked] };
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
  let state = begin(order.record, order.buyer);
  const { invoiceId, posted: before } = order.record;
  const { account, entries } = order.buyer.posting;
  for (let nth = before.owed; nth !== undefined; nth++) {
    const key = owedKey({ id: invoiceId, nth });
    const just = entries.find(({ command }) => command?.key === key);
    const entry = just ?? entryOfCommand(book, { memberId: account.memberId, key });
    if (entry === null) break;
    const { taken = [], debt = 0 } = entry.effect;
    const parts: readonly TakenBack[] = [
      ...taken.map((lot) => ({ points: lot.points, from: { lot, at: entry.postedAt } })),
      ...(debt > 0 ? [{ points: debt, from: 'debt' as const }] : []),
    ];
    const takenBack = withFound(state.record.posted.takenBack ?? [], parts, Number(entry.command?.fingerprint));
    const posted = withTaken({ ...state.record.posted, owed: nth + 1 }, takenBack);
    state = next(state, { posted, posting: state.buyer.posting, change: 0 });
  }
  return { ...order, record: state.record, buyer: state.buyer };
}
