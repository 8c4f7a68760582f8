import { ok, type Result } from 'neverthrow';
import { memberChanges } from '../earning/invoice-outcome.ts';
import { closeBuyer, openBuyer, openInvoice } from '../earning/open-invoice.ts';
import type { OpenInvoice } from '../sales/open-invoice.ts';
import type { Buyer } from '../sales/buyer.ts';
import { settleInvoice } from '../sales/settle-invoice.ts';
import type { Posting } from '../ledger/posting.ts';
import type {
  ClawbackRefused,
  InvoiceHasMember,
  PointsOverflow,
  UnknownInvoice,
  UnknownMember,
} from '../values/errors.ts';
import { invoiceHasMember, unknownInvoice, unknownMember } from '../values/failures.ts';
import type { ActorId, InvoiceId, MemberId } from '../values/ids.ts';
import { type Verdict, type DecisionContext, type Needs, needs, refuse } from '../records/decision.ts';
import type { InvoiceRecord, InvoiceRedemption } from '../records/invoice.ts';
import { type Changes, missingKeys, type Known } from '../records/records.ts';

/** A member about to redeem, and the invoice that the points pay for, if any. */
export interface Payer {
  readonly buyer: Buyer;
  readonly invoice: { readonly record: InvoiceRecord; readonly opened: OpenInvoice } | null;
}

type Absent = Verdict<never, UnknownMember | UnknownInvoice | InvoiceHasMember>;

/** Loads a member and an invoice that may be the member's or nobody's yet. */
export function openPayer(
  memberId: MemberId,
  invoiceId: InvoiceId | null,
  records: Known,
  context: DecisionContext,
): Payer | Needs | Absent {
  const missing = missingKeys(records, { members: [memberId], invoices: invoiceId === null ? [] : [invoiceId] });
  if (missing) return needs(missing);
  const member = records.members.get(memberId);
  if (!member) return refuse(unknownMember(memberId));
  const buyer = openBuyer(member, null, context);
  if (invoiceId === null) return { buyer, invoice: null };
  const record = records.invoices.get(invoiceId);
  if (!record) return refuse(unknownInvoice(invoiceId));
  if (record.memberId !== null && record.memberId !== memberId) return refuse(invoiceHasMember(invoiceId));
  const opened = openInvoice(record, records, context);
  if (opened === 'unknown') return refuse(unknownMember(memberId));
  if ('needs' in opened) return opened;
  return { buyer: opened.buyer ?? buyer, invoice: { record, opened } };
}

/**
 * Writes what a redemption changed. On an invoice it is a payment, and that part earns nothing: what was earned
 * for it already is taken back as far as the member has it, because only refunds make debt.
 */
export function payWith(
  payer: Payer,
  posting: Posting,
  redemption: Omit<InvoiceRedemption, 'returned' | 'redeemedAt'>,
  actor: ActorId,
  context: DecisionContext,
): Result<Partial<Changes>, PointsOverflow | ClawbackRefused> {
  const redeemer = { ...payer.buyer, posting };
  if (payer.invoice === null) return ok(memberChanges(closeBuyer(redeemer)));
  const { record, opened } = payer.invoice;
  return settleInvoice({
    record: {
      ...record,
      redemptions: [...record.redemptions, { ...redemption, redeemedAt: posting.now, returned: 0 }],
    },
    rules: opened.rules,
    buyer: record.memberId === null ? null : redeemer,
    mayEarn: true,
    mayOwe: false,
    at: context.now,
    cause: 'invoice-paid-with-points',
    actor,
    reference: { type: 'invoice', id: record.invoiceId },
    command: null,
  }).map((settlement) => ({
    ...memberChanges(closeBuyer(settlement.buyer ?? redeemer)),
    invoices: [settlement.record],
  }));
}
