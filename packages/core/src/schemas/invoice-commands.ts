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
