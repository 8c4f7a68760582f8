import type { Book } from '../../kernel/book.ts';
import type { CommandKey, Entry } from '../../ledger/entry.ts';
import { entryOfCommand, reversibleEntry } from '../../ledger/ledger-kinds.ts';
import { splitLots } from '../../ledger/movement.ts';
import type { InvoiceRecord, InvoiceRedemption } from '../../sales/invoice/invoice-record.ts';
import { invoices } from '../../sales/invoice/invoices.ts';
import { type RulesAndBuyer, openBuyerOf } from '../../sales/invoice/open-invoice.ts';
import { withoutPayingPoints } from '../../sales/worth/paid-steps.ts';
import { paidWithPoints, shareOf } from '../../sales/worth/worth.ts';
import { fraction, isMore, minus, textOf, zero } from '../../values/fraction.ts';
import { ledgerHolds } from '../../kernel/store-failure.ts';
import { pointsIn } from '../../values/points.ts';
import { entryOfStep, type RedemptionCommand } from './redemption-steps.ts';

/** Points that were spent. */
export interface SpentRedemption {
  /** The entry that spent them. */
  readonly entry: Entry;
  /** How many points, from which lots, and how many of them came back. */
  readonly redemption: Pick<InvoiceRedemption, 'points' | 'taken' | 'returned' | 'redeemedAt'>;
  /** The sale that they paid; null where they paid none. */
  readonly sale: { readonly record: InvoiceRecord; readonly opened: RulesAndBuyer } | null;
  /**
   * Names the entry of points that come back and expire at once, so that these are found again: they move no balance.
   */
  readonly nextExpiry: CommandKey;
}

/** What a redemption spent; null where nothing was spent under its id. A sale counts what came back of its own. */
export function findSpentRedemption(book: Book, of: RedemptionCommand): SpentRedemption | null {
  const { memberId, redemptionId } = of;
  const opened = entryOfStep(book, of, 'redeem');
  const hold = opened?.effect.hold;
  const entry = hold ? entryOfStep(book, of, 'capture') : opened;
  if (entry === null) return null;
  const { paidFor, taken = [] } = entry.effect;
  if (paidFor !== undefined) {
    const record = book.get(invoices, paidFor);
    const redemption = record?.redemptions.find(
      (each) => each.memberId === memberId && each.redemptionId === redemptionId,
    );
    ledgerHolds(record !== null && redemption !== undefined, 'a sale knows the points that paid it');
    const sale = { record, opened: openBuyerOf(book, record) };
    return { entry, redemption, sale, nextExpiry: expiryKey(of, 0) };
  }
  const spent = -entry.delta;
  const { reversed = 0 } = reversibleEntry(book, { memberId, sequence: entry.sequence }) ?? {};
  const { expired, count } = expiredOf(book, of);
  const lots = hold ? splitLots(hold.taken, spent).first : taken;
  const redemption = { points: spent, taken: lots, returned: reversed + expired, redeemedAt: entry.postedAt };
  return { entry, redemption, sale: null, nextExpiry: expiryKey(of, count) };
}

/** The points of a redemption that came back and expired at once, and in how many entries. */
function expiredOf(book: Book, of: RedemptionCommand): { readonly expired: number; readonly count: number } {
  let expired = 0;
  for (let count = 0; ; count++) {
    const entry = entryOfCommand(book, { memberId: of.memberId, key: expiryKey(of, count) });
    if (entry === null) return { expired, count };
    expired += pointsIn(entry.effect.taken ?? []);
  }
}

function expiryKey({ redemptionId }: RedemptionCommand, count: number): CommandKey {
  return `expired:${count} ${redemptionId}`;
}

/** The sale with a redemption that pays so many points less. */
export function withReducedRedemption(
  record: InvoiceRecord,
  redemption: SpentRedemption['redemption'],
  asked: number,
): InvoiceRecord {
  const redemptions = record.redemptions.map((each) => {
    if (each !== redemption) return each;
    const share = minus(shareOf(each), fraction(asked, each.points));
    const returned = each.returned + asked;
    return isMore(share, zero)
      ? { ...each, share: textOf(share), returned }
      : { ...each, share: textOf(zero), returned, isUndone: true as const };
  });
  const after = { ...record, redemptions };
  const index = record.redemptions.findIndex((each) => each === redemption);
  return withoutPayingPoints(after, index, paidWithPoints(record) - paidWithPoints(after));
}
