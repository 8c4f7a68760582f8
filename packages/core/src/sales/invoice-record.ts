import { record, jsonCodec } from '../kernel/record.ts';
import type { RuleContext, Sale } from '../program/sale.ts';
import type { Instant } from '../values/instant.ts';
import type { ActorId, InvoiceId, MemberId, PaymentId, ProgramVersion, RedemptionId, RefundId } from '../values/ids.ts';
import type { CommandMark } from '../ledger/entry.ts';
import type { Lot, LotKey } from '../ledger/lot.ts';
import type { InvoiceReceipt } from './invoice-receipt.ts';
import type { RefundReceipt } from './refund-receipt.ts';

/** Everything that is known of a sale: its facts, and what was posted for it. */
export interface InvoiceRecord {
  /** The version of the format. */
  readonly v: 1;
  /** The host's own id of the invoice, unique in the program. */
  readonly invoiceId: InvoiceId;
  /** The member who earns on it; null while the sale is anonymous. */
  readonly memberId: MemberId | null;
  /** The rules it was first saved under, and keeps. */
  readonly programVersion: ProgramVersion;
  /** What the rules need of the member and the date, frozen when the member was known; null before. */
  readonly context: RuleContext | null;
  /** The sale as last saved. */
  readonly sale: Sale;
  /** One item for each revision, oldest first. */
  readonly saves: readonly SavedRevision[];
  /** The payments that were recorded. */
  readonly payments: readonly Payment[];
  /** The refunds that were recorded. */
  readonly refunds: readonly Refund[];
  /** The redemptions that paid a part of it. */
  readonly redemptions: readonly InvoiceRedemption[];
  /** When approved payments first covered what is owed; on-full-payment programs count from it. */
  readonly coveredAt: Instant | null;
  /** What was posted for it. */
  readonly posted: Posted;
  /** Claims and reassignments, with what they answered. */
  readonly moves: readonly InvoiceMove[];
}

/** How an invoice came to a member after its first save. */
export interface InvoiceMove {
  /** The member whom it came to. */
  readonly memberId: MemberId;
  /** The command that moved it. */
  readonly command: CommandMark;
  /** What the command answered. */
  readonly receipt: InvoiceReceipt;
  /** The member it left, with what was frozen there, in case it comes back; null for a claim. */
  readonly left: FrozenFor | null;
}

/** What an invoice keeps of a member it was taken from: the context of its rules, and what it used of caps. */
export interface FrozenFor {
  /** The member it was taken from. */
  readonly memberId: MemberId;
  /** What the rules knew of that member. */
  readonly context: RuleContext | null;
  /** What the invoice used of that member's caps per day. */
  readonly capUse: Posted['capUse'];
}

/** What the invoice's present member was given and had taken back for it. */
export interface Posted {
  /** Points posted as earned. */
  readonly earned: number;
  /** Taken back, forgiven and lapsed points included. */
  readonly clawedBack: number;
  /** The lot that its points went to; null until they did. */
  readonly lot: LotKey | null;
  /** When that was, for points that end by inactivity: only a later lapse can have taken them. */
  readonly earnedAt: Instant | null;
  /** What the invoice has used of caps per day: by rule, and in all under the empty name. */
  readonly capUse: Readonly<Record<string, number>>;
}

/** Before an invoice has earned. */
export const nothingPosted: Posted = { earned: 0, clawedBack: 0, lot: null, earnedAt: null, capUse: {} };

/** One save of an invoice, with what it answered. */
export interface SavedRevision {
  /** The revision that was saved. */
  readonly revision: number;
  /** A digest of what was saved. */
  readonly fingerprint: string;
  /** What the save answered. */
  readonly receipt: InvoiceReceipt;
}

/** Money received for an invoice, as the ledger keeps it. */
export interface Payment {
  /** The host's own id of the payment, unique on the invoice. */
  readonly paymentId: PaymentId;
  /** The money received, in minor units. */
  readonly amount: number;
  /** When the money was received. */
  readonly paidAt: Instant;
  /** A digest of what was asked for. */
  readonly fingerprint: string;
  /** What recording it answered. */
  readonly receipt: InvoiceReceipt;
  /** Null while it waits for approval. */
  readonly approval: Approval | null;
}

/** That a payment counts, since when, and by which command. */
export interface Approval {
  /** Since when the payment counts. */
  readonly approvedAt: Instant;
  /** What approving was asked with and answered; null where the payment needed no approval. */
  readonly mark: { readonly actor: ActorId; readonly receipt: InvoiceReceipt } | null;
}

/** What was taken back of an invoice, as the ledger keeps it. */
export interface Refund {
  /** The host's own id of the refund, unique on the invoice. */
  readonly refundId: RefundId;
  /** The money refunded, in minor units. */
  readonly total: number;
  /** What was taken back of each line. */
  readonly lines: readonly RefundedLine[];
  /** When the money was refunded. */
  readonly refundedAt: Instant;
  /** A digest of what was asked for. */
  readonly fingerprint: string;
  /** What the refund answered. */
  readonly receipt: RefundReceipt;
}

/** What was taken back of a line; money in minor units. */
export interface RefundedLine {
  /** The line of the sale. */
  readonly lineId: string;
  /** The quantity taken back, as a decimal text such as "1.25". */
  readonly quantity: string;
  /** The net money taken back. */
  readonly net: number;
  /** The tax taken back. */
  readonly tax: number;
}

/** Points that paid a part of an invoice. */
export interface InvoiceRedemption {
  /** The redemption, unique within its member. */
  readonly redemptionId: RedemptionId;
  /** The member whose points paid. */
  readonly memberId: MemberId;
  /** The points that paid. */
  readonly points: number;
  /** In minor units. */
  readonly value: number;
  /** The lots that the points came from. */
  readonly taken: readonly Lot[];
  /** When the points were spent. */
  readonly redeemedAt: Instant;
  /** Points that refunds have given back so far. */
  readonly returned: number;
}

/** The sales. */
export const invoices = record<InvoiceRecord>({
  kind: 'invoice',
  format: 1,
  codec: jsonCodec(),
  key: ({ invoiceId }) => invoiceId,
  owner: ({ memberId }) => memberId,
  isListedByOwner: false,
  columns: {
    member_id: { path: '$.memberId', type: 'text' },
    currency: { path: '$.sale.currency', type: 'text' },
    total: { path: '$.sale.total', type: 'integer' },
    tax: { path: '$.sale.tax', type: 'integer' },
    sold_at: { path: '$.sale.soldAt', type: 'instant' },
    covered_at: { path: '$.coveredAt', type: 'instant' },
    earned: { path: '$.posted.earned', type: 'integer' },
    clawed_back: { path: '$.posted.clawedBack', type: 'integer' },
  },
});
