// What the tables of settling share: instants in days, lots and accounts.
import { type Account, emptyAccount, type LapsedLot } from '../../ledger/account.ts';
import type { Lot, LotEnd } from '../../ledger/lot.ts';
import type { Posting } from '../../ledger/posting.ts';
import type { Program } from '../../program/program.ts';
import { dayMs } from '../../values/business-date.ts';
import type { ActorId, InvoiceId, MemberId } from '../../values/ids.ts';
import type { Instant } from '../../values/instant.ts';
import { pointsIn } from '../../values/points.ts';
import type { InvoiceRecord } from '../invoice/invoice-record.ts';
import type { PostedLot, TakenBack } from '../invoice/taken-part.ts';
import { withTaken } from './posted/posted-lots.ts';
import type { SaleEvent } from './settlement.ts';
import { beginSettling, type Settling } from './settling.ts';

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
  balance: pointsIn(lots),
  lots,
  lapsed,
});

/** A sale that has earned what is in its lots, and what was taken back. */
export const saleWith = (
  lots: readonly PostedLot[],
  takenBack: readonly TakenBack[] = [],
): Pick<InvoiceRecord, 'invoiceId' | 'posted'> => {
  const clawedBack = pointsIn(takenBack);
  return {
    invoiceId: 'INV-1' as InvoiceId,
    posted: withTaken({ earned: pointsIn(lots) + clawedBack, clawedBack, lots, capUse: {} }, takenBack),
  };
};

/** A sale and its member before a transition; it was sold on a day, the first one when left out. */
export const settlingOf = (
  { soldOn = 0, ...sale }: ReturnType<typeof saleWith> & { readonly soldOn?: number },
  posting: Posting,
): Settling =>
  beginSettling({ ...sale, redemptions: [], sale: { soldAt: onDay(soldOn) } } as unknown as InvoiceRecord, {
    posting,
    activity: { days: [] },
    emailVerified: false,
  });

/** What happened to it, on a day. */
export const eventOf = (
  what: Pick<SaleEvent, 'cause'> & { readonly cameBack?: number | undefined },
  rules: Program,
  day: number,
): SaleEvent => ({ ...what, rules, payments: () => [], at: onDay(day), actor: 'desk' as ActorId }) as SaleEvent;
