import type { Instant } from '../values/instant.ts';
import type { Currency } from '../values/money.ts';
import type { LocalTime } from '../values/calendar.ts';
import type { MemberFact, MemberFacts } from './member-facts.ts';

/** A sale as the host's POS states it; its figures are the truth. */
export interface Sale {
  /** The program's currency. */
  readonly currency: Currency;
  /** What the customer owes, in minor units; it need not equal the lines (delivery, tip, rounding). */
  readonly total: number;
  /** Tax within the total, for invoices without lines. */
  readonly tax: number;
  /** None where the POS does not tell them. */
  readonly lines: readonly SaleLine[];
  /** When it was sold, by the POS. */
  readonly soldAt: Instant;
}

/** One line of a sale, complete; money in minor units. */
export interface SaleLine {
  /** Unique within the sale. */
  readonly lineId: string;
  /** What was sold; null where the POS does not tell it. */
  readonly sku: string | null;
  /** What rules may name instead of SKUs. */
  readonly category: string | null;
  /** A decimal text such as "1.25". */
  readonly quantity: string;
  /** In minor units, after discount, without tax. */
  readonly net: number;
  /** In minor units, on top of `net`. */
  readonly tax: number;
  /** What was taken off; it marks a discounted line and is not subtracted again. */
  readonly discount: number;
}

/** What is left of a sale after refunds, as the rules see it. */
export interface KeptSale {
  /** The sale before refunds. */
  readonly sale: Sale;
  /** The lines with what was refunded of them taken off. */
  readonly lines: readonly SaleLine[];
  /** total − all refunds, in minor units. */
  readonly total: number;
  /** Money of refunds that named no line, spread over all lines. */
  readonly refundedWithoutLine: number;
  /** Money of the original total that was paid with points. */
  readonly paidWithPoints: number;
}

/** The facts of the buyer that the rules read, frozen when the sale first names a buyer. */
export interface RuleContext extends Partial<MemberFacts> {
  /** Points already earned on the sale's business date: by rule, and in all under the empty name. */
  readonly earnedToday: Readonly<Record<string, number>>;
}

/** A sale as conditions and earn kinds see it. */
export interface Occasion<Fact extends MemberFact = MemberFact> {
  /** The sale after refunds. */
  readonly kept: KeptSale;
  /** The facts of the member that were declared; one is absent where it is not known, as for an anonymous sale. */
  readonly member: Partial<Pick<MemberFacts, Fact>>;
  /** What the clock and the calendar in the shop showed. */
  readonly sold: LocalTime;
  /** Money of the original total that was paid with points and earns nothing, in minor units. */
  readonly paidWithPoints: number;
}
