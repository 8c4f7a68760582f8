import type { Instant } from '../values/instant.ts';
import type { Currency } from '../values/money.ts';
import type { LocalTime } from '../values/calendar.ts';
import type { Fraction } from '../values/fraction.ts';
import type { MemberFact, MemberFacts } from './member-facts.ts';
import type { TotalExplanation } from './evaluating/total-explanation.ts';

/** A sale as the host's POS states it; its figures are the truth. */
export interface Sale {
  /** The program's currency. */
  readonly currency: Currency;
  /** What the customer owes, in minor units; it need not equal the lines (delivery, tip, order discounts, rounding). */
  readonly total: number;
  /** The part of the total that comes of rounding what is paid, such as cash rounding; left out where there is none. */
  readonly rounding?: number;
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
  /**
   * The lines of goods, and those of an exchange, with the pieces that are kept. `net` and `tax` of a line that came
   * back in part are rounded down; `money` of an earn kind is exact. The pieces of an exchange that came back are below
   * 0. Order discounts are no lines here.
   */
  readonly lines: readonly SaleLine[];
  /** What is kept of the total, in minor units: goods, charges and fees. Nothing of a sale that was voided. */
  readonly total: number;
  /** What points pay of it, in minor units, rounded up. */
  readonly paidWithPoints: number;
  /** The exact shares that earn; null where all that was sold is kept at its price. */
  readonly worth: KeptWorth | null;
  /** How the total is made up; null where it is the sum of the lines and all is kept. */
  readonly parts: TotalExplanation | null;
}

/** What each part of a sale is multiplied by to say what earns of it, exactly. */
export interface KeptWorth {
  /** For lines of goods: what the order discount and goodwill leave of them. */
  readonly goods: Fraction;
  /** For other lines below 0, such as the returned piece of an exchange: what goodwill leaves of them. */
  readonly exchanged: Fraction;
  /** The lines of which pieces came back, by their ids: as they were sold, and the share that is kept. */
  readonly kept: ReadonlyMap<string, { readonly sold: SaleLine; readonly share: Fraction }>;
  /** What a sale without lines counts as its one line, in minor units. */
  readonly withoutLines: bigint;
  /** What earns under base `total`: kept goods and charges, without rounding and fees. */
  readonly earningTotal: Fraction;
  /** What points pay of what is kept. */
  readonly paidWithPoints: Fraction;
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
  /** Money of what is kept that points pay and that earns nothing for it, in minor units, rounded up. */
  readonly paidWithPoints: number;
}
