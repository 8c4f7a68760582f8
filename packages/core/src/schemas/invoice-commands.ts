/** One line of a sale. Figures are the host's, in minor units of the invoice's currency. */
export interface SaleLineInput {
  /** What refunds name the line by; its position ("1", "2", …) when left out. */
  readonly lineId?: string;
  readonly sku?: string;
  readonly category?: string;
  /** Pieces, or a weight, as a decimal text such as "1.25"; "1" when left out. */
  readonly quantity?: string;
  /** What the line costs after discount, without tax. */
  readonly net: number;
  readonly tax?: number;
  /** What was taken off; it marks the line as discounted and is not subtracted again. */
  readonly discount?: number;
}

/** A sale, first saved or edited. Known by `invoiceId` + `revision`. */
export interface SaveInvoiceCommand {
  readonly invoiceId: string;
  /**
   * 1, 2, 3 … as the host counts its edits. A host without revisions leaves it out: a save that differs
   * from all before is the next one, and one that was seen before is a redelivery. To go back to an earlier content, name it.
   */
  readonly revision?: number;
  /** Leave it out for a sale to an unknown customer; `claimInvoice` can name one later. An edit without it keeps the member. */
  readonly memberId?: string;
  readonly currency: string;
  /** What the customer owes, in minor units; it need not equal the lines. */
  readonly total: number;
  /** Tax within the total; used only where there are no lines. */
  readonly tax?: number;
  readonly lines?: readonly SaleLineInput[];
  /** When it was sold, at most a day ahead of the clock; now, when left out. */
  readonly soldAt?: Date;
  readonly actor?: string;
}

/** Money received for an invoice. Known by `paymentId` on its invoice. */
export interface RecordPaymentCommand {
  readonly invoiceId: string;
  readonly paymentId: string;
  readonly currency: string;
  /** In minor units, more than 0. */
  readonly amount: number;
  readonly paidAt?: Date;
  readonly actor?: string;
}

/** Says that a payment is good, in programs that approve payments. Known by `paymentId`. */
export interface ApprovePaymentCommand {
  readonly invoiceId: string;
  readonly paymentId: string;
  readonly actor: string;
}

/** What of a line was returned. With the line's id alone: all that is left of it. */
export interface RefundLineInput {
  readonly lineId: string;
  /** Pieces returned; with no money beside them they take their share of the line's money. */
  readonly quantity?: string;
  readonly net?: number;
  readonly tax?: number;
}

/** Takes back a part of a sale. Known by `refundId` on its invoice. */
export interface RefundInvoiceCommand {
  readonly invoiceId: string;
  readonly refundId: string;
  /** Money given back, in minor units; the sum of the lines when left out. */
  readonly total?: number;
  /** Leave it out to refund money without naming lines: it is spread over all of them. */
  readonly lines?: readonly RefundLineInput[];
  readonly currency?: string;
  /** The business date of the refund; now, when left out. */
  readonly refundedAt?: Date;
  readonly actor?: string;
}

/** Takes back all that is left of a sale. Known by `refundId` on its invoice. */
export interface VoidInvoiceCommand {
  readonly invoiceId: string;
  readonly refundId: string;
  /** The business date of the void; now, when left out. */
  readonly refundedAt?: Date;
  readonly actor?: string;
}

/** Moves a sale to another member: its points are taken back from one and earned by the other. */
export interface ReassignInvoiceCommand {
  readonly invoiceId: string;
  readonly toMemberId: string;
  readonly actor: string;
  readonly reason?: string;
  readonly idempotencyKey: string;
}

/** Gives an anonymous sale its member, by id or by phone: exactly one of the two. */
export interface ClaimInvoiceCommand {
  readonly invoiceId: string;
  readonly memberId?: string;
  readonly phone?: string;
  readonly actor?: string;
  readonly idempotencyKey: string;
}

/** A sale to be, and what is known of its buyer. */
export interface QuoteEarningQuery extends Pick<SaveInvoiceCommand, 'currency' | 'total' | 'tax' | 'lines'> {
  /** Rules may ask for the day and the hour; a quote reads no clock. */
  readonly soldAt: Date;
  readonly buyer?: { readonly firstPurchase?: boolean; readonly tier?: string; readonly birthday?: string };
}
