// What the tables of settling share: instants in days, lots and accounts.
import { type Account, emptyAccount, type LapsedLot } from '../../ledger/account.ts';
import type { Lot, LotEnd } from '../../ledger/lot.ts';
import { dayMs } from '../../values/business-date.ts';
import type { InvoiceId, MemberId } from '../../values/ids.ts';
import type { Instant } from '../../values/instant.ts';
import { sumOf } from '../../values/points.ts';
import type { InvoiceRecord } from '../invoice/invoice-record.ts';
import type { PostedLot } from '../invoice/taken-part.ts';

/** The start of a day, counted from 1970. */
export const onDay = (count: number) => (count * dayMs) as Instant;

/** Points in a lot that ends on a day, or never. */
export const lot = (points: number, endsOn: number | 'never' = 'never'): Lot => ({
  expiresAt: (endsOn === 'never' ? endsOn : onDay(endsOn)) satisfies LotEnd,
  availableAt: null,
  points,
});

/** Points of the sale, which were posted on a day. */
export const ofSale = (points: number, endsOn: number | 'never' = 'never', postedOn = 0): PostedLot => ({
  ...lot(points, endsOn),
  postedAt: onDay(postedOn),
});

/** Points that lapsed on a day, and are remembered for 30 more. */
export const lapsedLot = (points: number, endedOn: number): LapsedLot => ({
  expiresAt: onDay(endedOn),
  byInactivity: false,
  points,
  forgetAt: onDay(endedOn + 30),
});

/** An account with these points. */
export const accountWith = (lots: readonly Lot[], lapsed: readonly LapsedLot[] = []): Account => ({
  ...emptyAccount('ayu' as MemberId),
  balance: sumOf(lots, ({ points }) => points),
  lots,
  lapsed,
});

/** A sale that has earned what is in its lots. */
export const saleWith = (lots: readonly PostedLot[]): Pick<InvoiceRecord, 'invoiceId' | 'posted'> => ({
  invoiceId: 'INV-1' as InvoiceId,
  posted: { earned: sumOf(lots, ({ points }) => points), clawedBack: 0, lots, capUse: {} },
});
