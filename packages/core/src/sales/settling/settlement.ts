import type { CommandMark, EntryCause, Reference } from '../../ledger/entry.ts';
import type { Program } from '../../program/program.ts';
import type { ActorId } from '../../values/ids.ts';
import type { Instant } from '../../values/instant.ts';
import type { Buyer } from '../invoice/buyer.ts';
import type { Entitlement } from '../worth/entitlement.ts';
import type { InvoiceRecord } from '../invoice/invoice-record.ts';
import type { PaymentFacts } from '../invoice/payment-record.ts';
import type { Brought } from './brought.ts';
import type { Clawback } from './plan-clawback.ts';

/** What is to be settled, and how its entry is to be labelled. */
export interface SettlementOrder {
  readonly record: InvoiceRecord;
  /** The rules that the invoice was saved under. */
  readonly rules: Program;
  readonly buyer: Buyer | null;
  /** Reads its payments as they become, for what needs each of them. */
  readonly payments: () => readonly PaymentFacts[];
  /** Whether the date of the sale was corrected, so that its points are dated anew. */
  readonly isRedated?: boolean;
  /**
   * What is taken back that was too much: all of it, so that what the member no longer has is owed or forgiven by the
   * program's policy; or what is found, by a payment with points; or nothing, by a payment of money.
   */
  readonly takes: 'all' | 'found' | 'nothing';
  /**
   * Points that a refund gave back to the member just now: they make good what was forgiven of the sale. Where 30 were
   * forgiven and 20 come back, these 20 are taken, and 10 stay forgiven.
   */
  readonly cameBack?: number;
  /** Whether a payment no longer counts: the sale is reckoned again as if it had never come. */
  readonly isUnpaid?: boolean;
  /** Whether a void no longer counts: what the sale had by its payments comes again, though more of it is unpaid. */
  readonly isReinstated?: boolean;
  /** What the sale brings with it from the member who had it, where it earns on full payment. */
  readonly brought?: Brought | null;
  /** Whether the sale may rise, as by a save or a payment: then the caps of its day are looked up anew. */
  readonly isRising: boolean;
  /** When it happened in business terms: sold, paid, refunded. */
  readonly at: Instant;
  readonly cause: EntryCause;
  /** Why points are taken back, where that is not for `cause`. */
  readonly takesFor?: EntryCause;
  readonly actor: ActorId;
  readonly reference: Reference;
  /** A command known by its entry leaves one even where nothing changes. */
  readonly command: CommandMark | null;
}

/** What settling did: the invoice and its member, to be written. */
export interface Settlement extends Omit<Entitlement, 'points'> {
  readonly record: InvoiceRecord;
  readonly buyer: Buyer | null;
  /** Points posted: earned when positive, taken back when negative. */
  readonly change: number;
  readonly clawback: Clawback | null;
}
