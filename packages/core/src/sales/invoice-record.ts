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
  readonly v: 1;
  readonly invoiceId: InvoiceId;
  readonly memberId: MemberId | null;
  /** The rules it was first saved under, and keeps. */
  readonly programVersion: ProgramVersion;
  readonly context: RuleContext | null;
  readonly sale: Sale;
  readonly saves: readonly SavedRevision[];
  readonly payments: readonly Payment[];
  readonly refunds: readonly Refund[];
  readonly redemptions: readonly InvoiceRedemption[];
  /** When approved payments first covered what is owed; on-full-payment programs count from it. */
  readonly coveredAt: Instant | null;
  readonly posted: Posted;
  /** Claims and reassignments, with what they answered. */
  readonly moves: readonly InvoiceMove[];
}

/** How an invoice came to a member after its first save. */
export interface InvoiceMove {
  readonly memberId: MemberId;
  readonly command: CommandMark;
  readonly receipt: InvoiceReceipt;
  /** The member it left, with what was frozen there, in case it comes back; null for a claim. */
  readonly left: FrozenFor | null;
}

/** What an invoice keeps of a member it was taken from: the context of its rules, and what it used of caps. */
export interface FrozenFor {
  readonly memberId: MemberId;
  readonly context: RuleContext | null;
  readonly capUse: Posted['capUse'];
}

/** What the invoice's present member was given and had taken back for it. */
export interface Posted {
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
  readonly revision: number;
  readonly fingerprint: string;
  readonly receipt: InvoiceReceipt;
}

/** Money received for an invoice, as the ledger keeps it. */
export interface Payment {
  readonly paymentId: PaymentId;
  readonly amount: number;
  readonly paidAt: Instant;
  readonly fingerprint: string;
  readonly receipt: InvoiceReceipt;
  /** Null while it waits for approval. */
  readonly approval: Approval | null;
}

/** That a payment counts, since when, and by which command. */
export interface Approval {
  readonly approvedAt: Instant;
  /** What approving was asked with and answered; null where the payment needed no approval. */
  readonly mark: { readonly actor: ActorId; readonly receipt: InvoiceReceipt } | null;
}

/** What was taken back of an invoice, as the ledger keeps it. */
export interface Refund {
  readonly refundId: RefundId;
  readonly total: number;
  readonly lines: readonly RefundedLine[];
  readonly refundedAt: Instant;
  readonly fingerprint: string;
  readonly receipt: RefundReceipt;
}

/** What was taken back of a line; money in minor units. */
export interface RefundedLine {
  readonly lineId: string;
  readonly quantity: string;
  readonly net: number;
  readonly tax: number;
}

/** Points that paid a part of an invoice. */
export interface InvoiceRedemption {
  readonly redemptionId: RedemptionId;
  readonly memberId: MemberId;
  readonly points: number;
  /** In minor units. */
  readonly value: number;
  readonly taken: readonly Lot[];
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
});
