import { err, ok, type Result } from 'neverthrow';
import { query } from '../kernel/query.ts';
import { ledgerHolds } from '../kernel/store-failure.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { FailureOf } from '../kernel/verb.ts';
import type { Explanation } from '../program/evaluating/explanation.ts';
import type { Program } from '../program/program.ts';
import { programVersions } from '../program/program-versions.ts';
import type { SaleLine } from '../program/sale.ts';
import { readStored } from '../program/parsing/stored-program.ts';
import type { ReadingHost } from '../reading/reading-host.ts';
import type { InvoiceRecord, InvoiceRedemption, RefundedLine } from './invoice/invoice-record.ts';
import { invoices } from './invoice/invoices.ts';
import { partKeyPrefix } from './invoice/part-keys.ts';
import { inOrder, type Payment, payments } from './invoice/payment-record.ts';
import { type Refund, refunds } from './invoice/refund-record.ts';
import { type RefundDone, toldRefund } from './invoice/refund-receipt.ts';
import type { Withheld } from './invoice/invoice-receipt.ts';
import { id } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import { unknownInvoice } from './invoice/failures.ts';
import type { InvoiceId, MemberId, PaymentId, ProgramVersion, RefundId } from '../values/ids.ts';
import { invariant } from '../values/invariant.ts';
import type { Currency } from '../values/money.ts';
import { accounts } from '../ledger/ledger-kinds.ts';
import type { Activity } from '../ledger/member-record.ts';
import { leftToPay } from './worth/covering.ts';
import { entitlementOf } from './worth/entitlement.ts';
import { isFirstPurchaseOpen } from './worth/sale-use.ts';
import { isVoid } from './worth/worth.ts';

/** An invoice by its id. */
export interface InvoiceQuery {
  /** The host's own id of the invoice, as it was saved. */
  readonly invoiceId: string;
}

/** Everything that is known of an invoice. */
export interface Invoice {
  /** The host's own id of the invoice. */
  readonly invoiceId: InvoiceId;
  /** The member who earns on it; null for an anonymous sale. */
  readonly memberId: MemberId | null;
  /** Whether it stands, or was voided. */
  readonly state: 'standing' | 'voided';
  /** The revision that was saved last. */
  readonly revision: number;
  /** The version of the program whose rules it keeps. */
  readonly programVersion: ProgramVersion;
  /** An ISO 4217 code, such as `IDR`. */
  readonly currency: Currency;
  /** What the customer owed as last saved, in minor units, as the other figures of money. */
  readonly total: number;
  /** The part of the total that comes of rounding what is paid. */
  readonly rounding: number;
  /** The lines as last saved. */
  readonly lines: readonly SaleLine[];
  /** When the sale was made. */
  readonly soldAt: Date;
  /** The payments that were recorded. */
  readonly payments: readonly InvoicePayment[];
  /** The refunds that stand, voids among them. */
  readonly refunds: readonly InvoiceRefund[];
  /** The redemptions that paid a part of it. */
  readonly redemptions: readonly Pick<
    InvoiceRedemption,
    'redemptionId' | 'memberId' | 'points' | 'value' | 'returned'
  >[];
  /**
   * What is still to be paid, in minor units: what is kept of the total, less what points pay, and less the payments,
   * be they approved or not.
   */
  readonly leftToPay: number;
  /** Points earned on it, less those taken back. */
  readonly earned: number;
  /** Why it has not earned, or not yet. */
  readonly withheld: Withheld | null;
  /** How each point of what is kept came about, once nothing withholds it. */
  readonly explanation: Explanation;
}

/** Money received for an invoice. */
export interface InvoicePayment {
  /** The host's own id of the payment, unique on the invoice. */
  readonly paymentId: PaymentId;
  /** The money received, in minor units. */
  readonly amount: number;
  /** When the money was received. */
  readonly paidAt: Date;
  /** Null while it waits for approval. */
  readonly approvedAt: Date | null;
  /** When it was reversed; null where it was not. */
  readonly reversedAt: Date | null;
}

/** What was taken back of an invoice. */
export interface InvoiceRefund {
  /** The host's own id of the refund, unique on the invoice. */
  readonly refundId: RefundId;
  /** How much of the sale was taken back, however it had been paid, in minor units. */
  readonly value: number;
  /** The goods that came back with it; empty for a refund of value alone. */
  readonly lines: readonly RefundedLine[];
  /** The business date of the refund. */
  readonly refundedAt: Date;
  /** What the refund did. */
  readonly did: RefundDone;
}

/**
 * Reads everything that is known of an invoice: its sale, payments, refunds, and what was posted for it.
 *
 * @remarks Fails with `unknown-invoice`, `invalid-command` and the errors of the store. `store-locked` and
 * `store-unavailable` are retryable.
 *
 * @example
 * ```ts
 * const invoice = await getInvoice(ports)({ invoiceId: 'INV-1' });
 * if (invoice.isOk()) print(invoice.value.earned, invoice.value.explanation);
 * ```
 */
export const getInvoice = query({
  name: 'getInvoice',
  route: 'GET /invoices/{invoiceId}',
  input: shape<InvoiceQuery>()(strict({ invoiceId: id<InvoiceId>() })),
  failures: { 'unknown-invoice': true },
  async answer({ invoiceId }, host: ReadingHost) {
    const found = await wholeInvoice(host, invoiceId);
    if (found.isErr()) return err(found.error);
    const { record, parts } = found.value;
    if (record === null) return err(unknownInvoice(invoiceId));
    const rules = await rulesOf(host, record.programVersion);
    if (rules.isErr()) return err(rules.error);
    const asksMember = record.memberId !== null && isFirstPurchaseOpen(record, rules.value);
    const member = asksMember ? await host.reads.get(accounts, record.memberId) : ok(null);
    return member.map((of) => invoiceOf({ record, parts }, rules.value, of?.activity ?? null));
  },
});

/** What can go wrong with `getInvoice`. */
export type GetInvoiceFailure = FailureOf<typeof getInvoice>;

/** An invoice with its payments and its refunds. */
interface WholeInvoice<Of = InvoiceRecord> {
  readonly record: Of;
  readonly parts: readonly [readonly Payment[], readonly Refund[]];
}

/** Most invoices have neither payments nor refunds, and are read alone. */
async function wholeInvoice(
  { reads }: ReadingHost,
  invoiceId: InvoiceId,
): Promise<Result<WholeInvoice<InvoiceRecord | null>, StoreError>> {
  const alone = await reads.get(invoices, invoiceId);
  if (alone.isErr()) return err(alone.error);
  const { paymentSums, refundSums } = alone.value ?? {};
  if (paymentSums === undefined && refundSums === undefined) return ok({ record: alone.value, parts: [[], []] });
  return reads.whole(invoices, invoiceId, [payments, refunds], partKeyPrefix(invoiceId));
}

async function rulesOf({ program, reads }: ReadingHost, version: ProgramVersion): Promise<Result<Program, StoreError>> {
  if (version === program.version) return ok(program);
  const found = await reads.get(programVersions, version);
  return found.andThen((rules) => {
    ledgerHolds(rules !== null, 'an invoice names a program version that is stored');
    return readStored(rules, program);
  });
}

function invoiceOf({ record, parts }: WholeInvoice, rules: Program, activity: Activity | null): Invoice {
  const { invoiceId, memberId, programVersion, sale, posted, redemptions } = record;
  const [received, taken] = parts;
  const standing = taken.filter(({ reinstated }) => reinstated === undefined);
  const earned = posted.earned - posted.clawedBack;
  const entitlement = entitlementOf(record, rules, activity);
  invariant(entitlement.isOk(), 'what an invoice earns was small enough to be posted');
  const { points, withheld, explanation } = entitlement.value;
  return {
    invoiceId,
    memberId,
    state: isVoid(record) ? 'voided' : 'standing',
    revision: record.save?.revision ?? 1,
    programVersion,
    currency: sale.currency,
    total: sale.total,
    rounding: sale.rounding ?? 0,
    lines: sale.lines,
    soldAt: new Date(sale.soldAt),
    payments: inOrder(received).map(({ paymentId, amount, paidAt, approval, reversal }) => ({
      paymentId,
      amount,
      paidAt: new Date(paidAt),
      approvedAt: approval && new Date(approval.approvedAt),
      reversedAt: reversal ? new Date(reversal.reversedAt) : null,
    })),
    refunds: inOrder(standing).map(({ refundId, value, lines, refundedAt, did }) => ({
      refundId,
      value,
      lines,
      refundedAt: new Date(refundedAt),
      did: toldRefund(did),
    })),
    redemptions: redemptions.map(({ redemptionId, memberId: payer, points: paid, value, returned }) => ({
      redemptionId,
      memberId: payer,
      points: paid,
      value,
      returned,
    })),
    leftToPay: leftToPay(record),
    earned,
    withheld: withheld ?? (rules.earn.requireVerifiedEmail && points > earned ? 'email-unverified' : null),
    explanation,
  };
}
