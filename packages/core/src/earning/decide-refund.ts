import { ok, type Result } from 'neverthrow';
import { balanceOf } from '../ledger/account.ts';
import type {
  ClawbackRefused,
  CurrencyMismatch,
  IdempotencyKeyReused,
  PointsOverflow,
  RefundExceedsInvoice,
  UnknownInvoice,
  UnknownLine,
} from '../values/errors.ts';
import { idempotencyKeyReused } from '../values/failures.ts';
import type { ActorId, InvoiceId, RefundId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import type { Currency } from '../values/money.ts';
import { accept, type Decision, type DecisionContext, refuse } from '../records/decision.ts';
import type { InvoiceRecord, Refund, RefundReceipt } from '../records/invoice.ts';
import type { Changes, Known } from '../records/records.ts';
import { checkCurrency } from '../sales/check-currency.ts';
import { memberChanges } from './invoice-outcome.ts';
import { isCovered } from '../sales/kept-sale.ts';
import { closeBuyer, type OpenInvoice, withInvoice } from './open-invoice.ts';
import { allThatIsLeft, type RefundLine, resolveRefund } from './resolve-refund.ts';
import { openOwners, type Owners, type Returned, returnPoints } from './return-points.ts';
import type { Buyer } from '../sales/buyer.ts';
import { type Settlement, settleInvoice } from '../sales/settle-invoice.ts';

/** What to take back of a sale, checked; `all` for a void. */
export interface RefundInvoice {
  readonly invoiceId: InvoiceId;
  readonly refundId: RefundId;
  readonly currency: Currency | null;
  readonly of: 'all' | { readonly total: number | null; readonly lines: readonly RefundLine[] };
  readonly refundedAt: Instant | null;
  readonly actor: ActorId;
  readonly fingerprint: string;
}

type Failure =
  | ClawbackRefused
  | CurrencyMismatch
  | IdempotencyKeyReused
  | PointsOverflow
  | RefundExceedsInvoice
  | UnknownInvoice
  | UnknownLine;

/** Takes back a part of a sale: points that paid for it return, then points that it earned are clawed back. */
export function decideRefund(
  command: RefundInvoice,
  records: Known,
  context: DecisionContext,
): Decision<RefundReceipt, Failure> {
  return withInvoice<RefundReceipt, Failure>(command.invoiceId, records, context, (record, opened) => {
    const known = record.refunds.find((refund) => refund.refundId === command.refundId);
    if (known) {
      const same = known.fingerprint === command.fingerprint;
      return same ? accept(known.receipt) : refuse(idempotencyKeyReused('refundId', command.refundId));
    }
    const wrong = command.currency && checkCurrency(command.currency, opened.rules);
    if (wrong) return refuse(wrong);
    const owners = openOwners(record, opened.buyer, records, context);
    if ('needs' in owners) return owners;
    const figures = command.of === 'all' ? ok(allThatIsLeft(record)) : resolveRefund(record, command.of);
    return figures
      .andThen((resolved) => settleRefund(command, { record, resolved, opened, owners }, context))
      .match(
        ({ receipt, changes }) => accept(receipt, changes),
        (failure): Decision<RefundReceipt, Failure> => refuse(failure),
      );
  });
}

interface Refunding {
  readonly record: InvoiceRecord;
  readonly resolved: Pick<Refund, 'total' | 'lines'>;
  readonly opened: OpenInvoice;
  readonly owners: Owners;
}

function settleRefund(
  command: RefundInvoice,
  { record, resolved, opened: { rules }, owners }: Refunding,
  context: DecisionContext,
): Result<{ receipt: RefundReceipt; changes: Partial<Changes> }, ClawbackRefused | PointsOverflow> {
  const { refundId, fingerprint, actor } = command;
  const draft = { refundId, ...resolved, refundedAt: command.refundedAt ?? context.now, fingerprint };
  const facts = { ...record, refunds: [...record.refunds, { ...draft, receipt: emptyReceipt(record, refundId) }] };
  return returnPoints(facts, owners, rules, { actor, refundId }).andThen((back) => {
    const order = {
      record: back.record,
      rules,
      buyer: (record.memberId && back.owners.get(record.memberId)) ?? null,
      mayEarn: rules.earn.trigger === 'on-full-payment' && !isCovered(record),
      mayOwe: true,
      at: Math.min(draft.refundedAt, context.now) as Instant,
      cause: 'invoice-refunded',
      actor,
      reference: { type: 'invoice', id: record.invoiceId, detail: refundId },
      command: null,
    } as const;
    return settleInvoice(order).map((settlement) => {
      const written = closeOwners(back.owners, settlement.buyer);
      const receipt = refundReceipt(command, resolved.total, settlement, back, written);
      const invoice = { ...settlement.record, refunds: [...record.refunds, { ...draft, receipt }] };
      return { receipt, changes: { ...memberChanges(...written.values()), invoices: [invoice] } };
    });
  });
}

function closeOwners(owners: Owners, buyer: Buyer | null): Owners {
  const settled = new Map(owners);
  if (buyer) settled.set(buyer.posting.account.memberId, buyer);
  return new Map([...settled].map(([id, owner]) => [id, closeBuyer(owner)]));
}

function refundReceipt(
  { refundId }: RefundInvoice,
  refunded: number,
  { record, change, clawback }: Settlement,
  back: Returned,
  written: Owners,
): RefundReceipt {
  const posting = record.memberId === null ? undefined : written.get(record.memberId)?.posting;
  return {
    ...emptyReceipt(record, refundId),
    refunded,
    clawedBack: Math.max(0, -change),
    taken: clawback?.taken ?? 0,
    lapsed: clawback?.lapsed ?? 0,
    debt: clawback?.debt ?? 0,
    forgiven: clawback?.forgiven ?? 0,
    earned: Math.max(0, change),
    returned: back.returned,
    returnedExpired: back.expired,
    balance: posting ? balanceOf(posting.account, posting.now) : null,
  };
}

function emptyReceipt({ invoiceId, memberId }: InvoiceRecord, refundId: RefundId): RefundReceipt {
  const nothing = { refunded: 0, clawedBack: 0, taken: 0, lapsed: 0, debt: 0, forgiven: 0, earned: 0 };
  return { invoiceId, refundId, memberId, ...nothing, returned: 0, returnedExpired: 0, balance: null };
}
