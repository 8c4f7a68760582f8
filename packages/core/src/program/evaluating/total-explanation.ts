/**
 * How the total of a sale is made up, in minor units. `goods − orderDiscount + charges + rounding` is the total that
 * was sold; `kept` is that less `goodsBack` and `goodwill`, and with `fees`.
 */
export interface TotalExplanation {
  /** The lines of goods, less those of an exchange, at their own prices. */
  readonly goods: number;
  /** What was taken off the whole sale, shared by the lines in proportion; it lowers what each of them earns. */
  readonly orderDiscount: number;
  /** What the total holds beyond the lines (delivery, tip); it earns under base `total` only. */
  readonly charges: number;
  /** The rounding that the sale declares; below 0 where less is owed. It earns nothing. */
  readonly rounding: number;
  /** What the goods are worth that came back. */
  readonly goodsBack: number;
  /** What was kept back of goods that came back; it earns nothing. */
  readonly fees: number;
  /** What was given back without goods, or beyond the worth of goods; it lowers what the kept goods earn. */
  readonly goodwill: number;
  /** What is kept of the total. */
  readonly kept: number;
  /** What points pay of it, rounded up. */
  readonly paidWithPoints: number;
}
