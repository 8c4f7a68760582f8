import type { RuleContext, Sale } from '../../program/sale.ts';
import type { Instant } from '../../values/instant.ts';
import type { InvoiceId, MemberId, ProgramVersion, RedemptionId, ReinstatementId } from '../../values/ids.ts';
import type { CommandMark } from '../../ledger/entry.ts';
import type { Lot } from '../../ledger/lot.ts';
import type { Basis } from './basis.ts';
import type { InvoiceDone } from './invoice-receipt.ts';
import type { PostedLot, TakenBack } from './taken-part.ts';

/** Everything that is known of a sale: its facts, and what was posted for it. */
export interface InvoiceRecord {
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
  /** No save named when it was sold, so that it is dated by the clock; left out where one did. */
  readonly isUndated?: true;
  /** The last save; those that it replaced are rows of their own. Null only while the first one is settled. */
  readonly save: SavedRevision | null;
  /** How many saves were replaced by later ones; left out for none. */
  readonly replacedSaves?: number;
  /** The sums of its refunds, which are rows of their own; left out where none was recorded. */
  readonly refundSums?: RefundSums;
  /** The redemptions that paid a part of it. */
  readonly redemptions: readonly InvoiceRedemption[];
  /** The sums of its payments, which are rows of their own; left out where none was recorded. */
  readonly paymentSums?: PaymentSums;
  /** When it was first paid in full, in programs that wait for that. */
  readonly coveredAt: Instant | null;
  /** What was posted for it. */
  readonly posted: Posted;
  /** Claims and reassignments, with what they answered. */
  readonly moves: readonly InvoiceMove[];
  /** Voids that were mistakes; left out where there are none. */
  readonly reinstatements?: readonly Reinstatement[];
  /** Members who set points aside for it while it was anonymous; left out where there are none. */
  readonly heldBy?: readonly MemberId[];
  /** How many changes there were of the facts that explain its commands; left out for none. */
  readonly changeCount?: number;
  /** The facts before the last of these changes; those before earlier changes are rows of their own. */
  readonly factsBeforeLastChange?: Basis;
  /** Whether a command was explained since the last of these changes; left out where none was. */
  readonly isExplained?: true;
  /**
   * How many of its commands say that points were withheld because the member's email was not verified; left out for
   * none.
   */
  readonly unverified?: number;
}

/** What an invoice keeps of its payments. */
export interface PaymentSums {
  /** How many were recorded. */
  readonly count: number;
  /** How many have begun to count; some of them may have been reversed since. */
  readonly begun: number;
  /** Money that was received, whether or not it was approved, in minor units. What was reversed was not received. */
  readonly received: number;
  /** The part of that which counts. */
  readonly counted: number;
  /** The last instant since when payments count that still do, and how much these are; left out where none counts. */
  readonly last?: { readonly at: Instant; readonly amount: number };
}

/** What an invoice keeps of its refunds. */
export interface RefundSums {
  /** How many were recorded, those included that were taken back. */
  readonly count: number;
  /** How many stand. */
  readonly standing: number;
  /** How much those that stand took of the sale, in minor units. */
  readonly value: number;
  /** The part of that which was for goods that came back. */
  readonly forGoods: number;
  /** How many voids stand. */
  readonly voids: number;
  /** How many lines they name in all. */
  readonly named: number;
  /** What came back of each line. */
  readonly lines: readonly RefundedLine[];
}

/** How an invoice came to a member after its first save. */
export interface InvoiceMove {
  /** The member whom it came to. */
  readonly memberId: MemberId;
  /** The command that moved it. */
  readonly command: CommandMark;
  /** What the command did. */
  readonly did: StoredDone;
  /** The member whom it left, with what was frozen there in case it comes back; null for a claim. */
  readonly previousOwner: FrozenFor | null;
}

/** What an invoice keeps of a member it was taken from: the context of its rules, and what was posted for it. */
export interface FrozenFor {
  /** The member it was taken from. */
  readonly memberId: MemberId;
  /** What the rules knew of that member. */
  readonly context: RuleContext | null;
  /** What that member was given and had taken back for it, and what it used of the member's caps per day. */
  readonly posted: Posted;
}

/** What the invoice's present member was given and had taken back for it. */
export interface Posted {
  /** Points posted as earned. */
  readonly earned: number;
  /** Taken back, forgiven and lapsed points included. */
  readonly clawedBack: number;
  /** The lots that its points went to, oldest first: together what was earned less what was taken back. */
  readonly lots: readonly PostedLot[];
  /** What was forgiven of it, and not made good by a later increase; left out where there is none. */
  readonly forgiven?: number;
  /** Where sales earn on full payment: what the sale should have earned at each step; left out where there is none. */
  readonly steps?: readonly PaidStep[];
  /**
   * What was taken back, the last taken last: what comes again goes where it was found; left out where there is none.
   */
  readonly takenBack?: readonly TakenBack[];
  /** How many entries took what it claims of points that holds gave back; left out where it never claimed any. */
  readonly claimEntries?: number;
  /** What the invoice has used of caps per day: by rule, and in all under the empty name. */
  readonly capUse: Readonly<Record<string, number>>;
}

/** What a sale should have earned at a step, and what had covered it then. */
export interface PaidStep {
  /** The points that it should have earned. */
  readonly points: number;
  /** What covered it; left out where it was not paid in full. */
  readonly coveredBy?: Coverage;
}

/** What covered a sale: the same money in the same payments would do so again. */
export interface Coverage {
  /** The money that was to be paid, in minor units. */
  readonly payable: number;
  /** How many payments had begun to count. */
  readonly payments: number;
  /** How many redemptions had paid before; left out for none. */
  readonly redemptions?: number;
}

/** Before an invoice has earned. */
export const nothingPosted: Posted = { earned: 0, clawedBack: 0, lots: [], capUse: {} };

/** What a command did, as the ledger keeps it. Its explanation follows from what the invoice said then. */
export interface StoredDone extends Omit<InvoiceDone, 'endsAt' | 'explanation'> {
  /** When the first of the points end that it gave; left out where it gave none, or where they never end. */
  readonly endsAt?: Instant;
  /** Whether points were withheld because the member's email was not verified; left out where they were not. */
  readonly isUnverified?: true;
  /** The invoice's `changeCount` after it; left out for none. */
  readonly changeCount?: number;
  /** Whether it was explained as the member's first purchase, where the invoice left that open. */
  readonly isFirst?: boolean;
}

/** One save of an invoice, with what it did. */
export interface SavedRevision {
  /** The revision that was saved. */
  readonly revision: number;
  /** A digest of what was saved. */
  readonly fingerprint: string;
  /** What the save did. */
  readonly did: StoredDone;
  /**
   * An earlier save said the same: that is the one which a repetition without a revision finds. Left out where none
   * did.
   */
  readonly repeatsEarlierSave?: true;
}

/** That voids of an invoice were mistakes, and by which command. */
export interface Reinstatement {
  /** The host's own id of the reinstatement, unique on the invoice. */
  readonly reinstatementId: ReinstatementId;
  /** A digest of what was asked for. */
  readonly fingerprint: string;
  /** What it did. */
  readonly did: StoredDone;
}

/** What came back of a line. */
export interface RefundedLine {
  /** The line of the sale. */
  readonly lineId: string;
  /** The quantity taken back, as a decimal text such as "1.25". */
  readonly quantity: string;
}

/** Points that paid a part of an invoice. */
export interface InvoiceRedemption {
  /** The redemption, unique within its member. */
  readonly redemptionId: RedemptionId;
  /** The member whose points paid. */
  readonly memberId: MemberId;
  /** The points that paid. */
  readonly points: number;
  /** What the points were worth when they were spent, in minor units. */
  readonly value: number;
  /** The share of `value` that still pays, exactly, as "2/3"; left out where it is all of it. */
  readonly share?: string;
  /** The lots that the points came from. */
  readonly taken: readonly Lot[];
  /** When the points were spent. */
  readonly redeemedAt: Instant;
  /** Points that refunds have given back so far. */
  readonly returned: number;
  /** It was undone, so that it never paid; left out where some of it may have. */
  readonly isUndone?: true;
}
