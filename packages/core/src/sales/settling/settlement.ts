import type { CommandMark, EntryCause } from '../../ledger/entry.ts';
import type { Program } from '../../program/program.ts';
import type { ActorId } from '../../values/ids.ts';
import type { Instant } from '../../values/instant.ts';
import type { Buyer } from '../invoice/buyer.ts';
import type { Entitlement } from '../worth/entitlement.ts';
import type { InvoiceRecord } from '../invoice/invoice-record.ts';
import type { PaymentFacts } from '../invoice/payment-record.ts';
import type { RefundFigures } from '../worth/refund-sums.ts';
import type { CarriedOver } from './posted/carried-over.ts';
import type { Settling } from './settling.ts';

/** What is to be settled: an invoice with its facts as they become, its member, and what happened. */
export type SettlementOrder = SaleEvent & Pick<Settlement, 'record' | 'buyer'>;

/** What happened to an invoice. */
export type SaleEvent = (
  | EventOf<'invoice-saved' | 'invoice-paid' | 'invoice-paid-with-points'>
  | EventOf<'invoice-edited', 'isRedated' | 'carriedOver'>
  | EventOf<'invoice-claimed' | 'invoice-reassigned', 'stays' | 'carriedOver' | 'command'>
  | EventOf<'invoice-reinstated' | 'payment-reversed' | 'redemption-undone', 'detail'>
  | EventOf<'invoice-refunded', 'cameBack' | 'detail' | 'refund'>
  | EventOf<'forgiven-settled', 'cameBack'>
) & {
  /** The rules that the invoice was saved under. */
  readonly rules: Program;
  /** Reads its payments as they become, for what needs each of them. */
  readonly payments: () => readonly PaymentFacts[];
  /** When it happened in business terms: sold, paid, refunded. */
  readonly at: Instant;
  readonly actor: ActorId;
};

/** One word for what happened, with its own facts and no others. */
type EventOf<Cause extends EntryCause | 'forgiven-settled', Own extends keyof Facts = never> = Pick<Facts, Own> &
  Readonly<{ cause: Cause } & Partial<Record<Exclude<keyof Facts, Own>, undefined>>>;

interface Facts {
  /** Whether the date of the sale was corrected, so that its points are dated anew. */
  readonly isRedated: boolean;
  /** What the sale brings with it from the member who had it, where it earns on full payment. */
  readonly carriedOver: CarriedOver | null;
  /** Whether the sale goes to the member who has it already. */
  readonly stays: boolean;
  /** Known by its entry, it leaves one even where nothing changes; null for the member whom the sale leaves. */
  readonly command: CommandMark | null;
  /** The id of the refund, reinstatement, payment or redemption. */
  readonly detail: string;
  /**
   * Points that a refund gave back to the member just now: they make good what was forgiven of the sale. Where 30 were
   * forgiven and 20 come back, these 20 are taken, and 10 stay forgiven.
   */
  readonly cameBack: number;
  /** The refund, which is not written yet. */
  readonly refund: RefundFigures;
}

interface SettlementMode {
  /** Whether the sale may rise: then the caps of its day are looked up anew. */
  readonly mayRise: boolean;
  /**
   * What is taken back that was too much: all of it, so that what the member no longer has is owed or forgiven by the
   * program's policy; or what is found; or nothing.
   */
  readonly takes: 'all' | 'found' | 'nothing';
  /** A payment no longer counts: a sale that earns on full payment is reckoned again as if it had never come. */
  readonly isUnpaid?: true;
  /** The sale may have earned by payments before, which tell what it earns again. */
  readonly comesAgain?: true;
  /** What a sale that earns on full payment loses keeps its ends, in case it comes again. */
  readonly keepsEnds?: true;
  /** A sale that comes keeps its member active, even where nothing of its points is there any more. */
  readonly isActivity?: true;
  /** The cause of its entries. */
  readonly postsAs: EntryCause;
  /**
   * The cause of what is taken back, where it is another: an undone redemption gives points back under its own, and
   * what the sale loses by it is lost by what points pay.
   */
  readonly takesAs?: EntryCause;
}

/** How each thing that happens is settled. */
const modes: Readonly<Record<SaleEvent['cause'] | 'stays', SettlementMode>> = {
  'invoice-saved': { mayRise: true, takes: 'all', postsAs: 'invoice-saved' },
  'invoice-edited': { mayRise: true, takes: 'all', postsAs: 'invoice-edited' },
  'invoice-claimed': { mayRise: true, takes: 'all', postsAs: 'invoice-claimed' },
  'invoice-reassigned': {
    mayRise: true,
    takes: 'all',
    keepsEnds: true,
    isActivity: true,
    postsAs: 'invoice-reassigned',
  },
  stays: { mayRise: false, takes: 'nothing', postsAs: 'invoice-reassigned' },
  'invoice-paid': { mayRise: true, takes: 'nothing', postsAs: 'invoice-paid' },
  'invoice-paid-with-points': { mayRise: false, takes: 'found', postsAs: 'invoice-paid-with-points' },
  'invoice-refunded': { mayRise: false, takes: 'all', postsAs: 'invoice-refunded' },
  // Points came back as their spending was undone: what refunds forgave since then is made good with them.
  'forgiven-settled': { mayRise: false, takes: 'all', postsAs: 'invoice-refunded' },
  'invoice-reinstated': { mayRise: true, takes: 'all', comesAgain: true, postsAs: 'invoice-reinstated' },
  'payment-reversed': { mayRise: false, takes: 'all', isUnpaid: true, keepsEnds: true, postsAs: 'payment-reversed' },
  'redemption-undone': {
    mayRise: false,
    takes: 'all',
    isUnpaid: true,
    keepsEnds: true,
    postsAs: 'redemption-undone',
    takesAs: 'invoice-paid-with-points',
  },
};

/** The mode in which what happened is settled; a sale that goes to the member who has it already has its own. */
export function modeOf({ cause, stays }: Pick<SaleEvent, 'cause' | 'stays'>): SettlementMode {
  return modes[stays ? 'stays' : cause];
}

/** What settling did: the invoice and its member, to be written. */
export interface Settlement extends Omit<Settling, 'buyer'>, Omit<Entitlement, 'points'> {
  readonly buyer: Buyer | null;
}

/** How an entry of settling a sale is labelled. */
export function labelsOf(event: SaleEvent, { invoiceId: id }: Pick<InvoiceRecord, 'invoiceId'>) {
  const { rules, actor, detail, command = null, at } = event;
  const reference = { type: 'invoice' as const, id, ...(detail === undefined ? {} : { detail }) };
  return { cause: modeOf(event).postsAs, actor, reference, command, effectiveAt: at, programVersion: rules.version };
}
