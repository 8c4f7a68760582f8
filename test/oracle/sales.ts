import { correctDate } from './correct-date.ts';
import { returnPoints, shrinkShares } from './return-points.ts';
import { nothing, type Settled } from './forth-and-back.ts';
import { amountOf, broughtBy, counted, leftToPay, settle, worthOfSale } from './settle.ts';
import {
  type Answer,
  balanceOf,
  memberOf,
  once,
  type Receipt,
  refuse,
  type Sale,
  saleOf,
  type Shop,
  partyOf,
} from './shop.ts';
import { decimal, fraction, isLess, over } from './fraction.ts';
import { type Bill, type Line, paidByPoints, piecesBack, problemOf } from './worth.ts';

export interface SaveInvoice {
  readonly invoiceId: string;
  readonly revision?: number;
  readonly memberId?: string;
  readonly soldAt?: Date;
  readonly currency: string;
  readonly total: number;
  readonly rounding?: number;
  readonly tax?: number;
  readonly lines?: readonly {
    readonly lineId?: string;
    readonly sku?: string;
    readonly category?: string;
    readonly quantity?: string;
    readonly net: number;
    readonly tax?: number;
    readonly discount?: number;
  }[];
}

export function billOf({ total, rounding = 0, tax = 0, lines = [] }: SaveInvoice): Bill {
  const written = lines.map((line, index): Line => ({
    lineId: line.lineId ?? String(index + 1),
    sku: line.sku ?? null,
    category: line.category ?? null,
    quantity: decimal(line.quantity ?? '1'),
    net: line.net,
    tax: line.tax ?? 0,
    discount: line.discount ?? 0,
  }));
  const whole = {
    lineId: '',
    sku: null,
    category: null,
    quantity: fraction(1),
    net: total - rounding - tax,
    tax,
    discount: 0,
  };
  return { total, rounding, lines: written.length > 0 ? written : [whole] };
}

export function saveInvoice(shop: Shop, input: SaveInvoice): Answer {
  if (input.currency !== shop.rules.currency) refuse('currency-mismatch');
  const bill = billOf(input);
  const known = shop.sales[input.invoiceId];
  const { revision: named, ...content } = input;
  const fingerprint = JSON.stringify(content);
  const same = known?.saves.find((save) =>
    named === undefined ? save.fingerprint === fingerprint : save.revision === named,
  );
  if (same && same.fingerprint !== fingerprint) refuse('idempotency-key-reused');
  if (known && same) return { receipt: asOfNow(shop, same.receipt, same.revision), replayed: true };
  if (input.memberId !== undefined) memberOf(shop, input.memberId);
  if (known && named !== undefined && named < known.revision)
    return {
      receipt: asOfNow(shop, { ...invoiceReceipt(shop, known, nothing), outcome: 'stale' }, named),
      replayed: false,
    };

  if (known?.memberId != null && input.memberId !== undefined && input.memberId !== known.memberId)
    refuse('invoice-has-member');
  if (known && isAnotherSale(known, input)) refuse('invoice-differs');
  if (problemOf(bill, shop.rules.earn.discountSkus) !== null) refuse('invalid-command');

  const sale = known ?? newSale(shop, input.invoiceId, bill);
  const did = known ? edit(shop, sale, input, bill) : first(shop, sale, input);
  sale.revision = named ?? sale.revision + 1;
  const receipt = invoiceReceipt(shop, sale, did);
  sale.saves.push({ revision: sale.revision, fingerprint, receipt });
  return { receipt, replayed: false };
}

/** Two sales under one number: only a host that counts its edits may correct a date, and not as it names the member. */
function isAnotherSale({ isDated, memberId, soldAt }: Sale, input: SaveInvoice): boolean {
  if (!isDated || input.soldAt === undefined || input.soldAt.getTime() === soldAt) return false;
  return input.revision === undefined || (memberId === null && input.memberId !== undefined);
}

function newSale(shop: Shop, invoiceId: string, bill: Bill): Sale {
  const empty = { saves: [], takenBack: [], paid: [], payments: [], parties: {}, voidedBy: [] };
  return (shop.sales[invoiceId] = {
    invoiceId,
    memberId: null,
    soldAt: shop.now,
    isDated: false,
    bill,
    revision: 0,
    ...empty,
  });
}

function first(shop: Shop, sale: Sale, { memberId, soldAt }: SaveInvoice): Settled {
  sale.memberId = memberId ?? null;
  sale.soldAt = soldAt?.getTime() ?? shop.now;
  sale.isDated = soldAt !== undefined;
  return settle(shop, sale, 'by-policy');
}

function edit(shop: Shop, sale: Sale, input: SaveInvoice, bill: Bill): Settled {
  const soldAt = input.soldAt?.getTime() ?? sale.soldAt;
  sale.isDated ||= input.soldAt !== undefined;
  for (const { goods } of sale.takenBack) {
    for (const { lineId } of goods ?? []) {
      const line = bill.lines.find((each) => each.lineId === lineId);
      if (!line || isLess(line.quantity, piecesBack(sale.takenBack, lineId))) refuse('invoice-below-refunded');
    }
  }
  sale.bill = bill;
  const { kept } = worthOfSale(shop, sale);
  if (kept < 0) refuse('invoice-below-refunded');
  const brought = sale.memberId === null && input.memberId !== undefined ? broughtBy(shop, sale) : null;
  sale.memberId ??= input.memberId ?? null;

  // What points pay may not be more than what is kept.
  const paid = paidByPoints(sale.paid);
  if (isLess(fraction(kept), paid)) {
    shrinkShares(sale, over(fraction(kept), paid));
    returnPoints(shop, sale);
  }
  const revived = soldAt === sale.soldAt ? 0 : correctDate(shop, sale, soldAt);
  const did = settle(shop, sale, 'by-policy', 'new', 0, brought);
  return { ...did, earned: did.earned + revived };
}

export function recordPayment(
  shop: Shop,
  input: { invoiceId: string; paymentId: string; currency: string; amount: number; paidAt?: Date },
): Answer {
  if (input.currency !== shop.rules.currency) refuse('currency-mismatch');
  const sale = saleOf(shop, input.invoiceId);
  return once(shop, `payment ${input.invoiceId} ${input.paymentId}`, input, () => {
    const { paymentId, amount, paidAt } = input;
    sale.payments.push({ paymentId, amount, paidAt: paidAt?.getTime() ?? shop.now, approvedAt: null, reversed: false });
    return invoiceReceipt(shop, sale, settle(shop, sale, 'nothing'));
  });
}

export function approvePayment(shop: Shop, input: { invoiceId: string; paymentId: string; actor: string }): Answer {
  const sale = saleOf(shop, input.invoiceId);
  const payment = sale.payments.find(({ paymentId }) => paymentId === input.paymentId) ?? refuse('unknown-payment');
  return once(shop, `approval ${input.invoiceId} ${input.paymentId}`, input, () => {
    if (payment.reversed) refuse('payment-reversed');
    payment.approvedAt = shop.now;
    return invoiceReceipt(shop, sale, settle(shop, sale, 'nothing'));
  });
}

export function claimInvoice(
  shop: Shop,
  input: { invoiceId: string; memberId: string; idempotencyKey: string },
): Answer {
  const sale = saleOf(shop, input.invoiceId);
  memberOf(shop, input.memberId);
  return once(shop, `key ${input.memberId} ${input.idempotencyKey}`, input, () => {
    if (sale.memberId !== null) refuse('invoice-has-member');
    const brought = broughtBy(shop, sale);
    sale.memberId = input.memberId;
    return invoiceReceipt(shop, sale, settle(shop, sale, 'by-policy', 'new', 0, brought));
  });
}

/** What settled, as the verbs of a sale tell it. */
export function invoiceReceipt(shop: Shop, sale: Sale, did: Settled): Receipt {
  const { memberId, invoiceId, revision } = sale;
  return {
    invoiceId,
    memberId,
    revision,
    outcome: 'recorded',
    state: stateOf(sale),
    earned: did.earned,
    earnedInAll: memberId === null ? 0 : partyOf(sale, memberId).stands,
    // Of what is not kept there is nothing to wait for.
    ...(worthOfSale(shop, sale).kept > 0 ? { withheld: withheldOf(shop, sale) } : {}),
    leftToPay: Math.max(0, leftToPay(shop, sale) - amountOf(sale.payments.filter(({ reversed }) => !reversed))),
    balance: balanceOf(shop, memberId),
  };
}

export function stateOf({ voidedBy }: Sale): 'voided' | 'standing' {
  return voidedBy.length === 0 ? 'standing' : 'voided';
}

/** A receipt that is told again: what the command did stays, and what stands is as of now. */
export function asOfNow(shop: Shop, receipt: Receipt, revision?: number): Receipt {
  const { invoiceId = null, memberId = null, balance } = receipt;
  const sale = typeof invoiceId === 'string' ? shop.sales[invoiceId] : undefined;
  if (sale === undefined) {
    const now = typeof memberId === 'string' ? balanceOf(shop, memberId) : null;
    // A change by hand and a redemption tell the sum alone.
    const told = { ...receipt, balance: typeof balance === 'number' ? (now?.balance ?? null) : now };
    return receipt['state'] === 'held' ? { ...told, state: standingOfHold(shop, receipt) } : told;
  }
  const isReplaced = revision !== undefined && revision < sale.revision && sale.voidedBy.length === 0;
  const { outcome: _outcome, earned: _earned, ...stands } = invoiceReceipt(shop, sale, nothing);
  const told = Object.entries({ ...stands, ...(isReplaced ? { state: 'superseded' } : {}) });
  const { withheld: _then, ...did } = receipt;
  return { ...did, ...Object.fromEntries(told.filter(([field]) => field in receipt)) };
}

/** Points that were set aside may be spent, given back, or free again by now. */
function standingOfHold(shop: Shop, receipt: Receipt): string {
  const { memberId, redemptionId } = receipt as { readonly memberId: string; readonly redemptionId: string };
  const end = memberOf(shop, memberId).account.closedHolds[redemptionId] ?? 'held';
  return end === 'captured' ? 'redeemed' : end;
}

function withheldOf(shop: Shop, sale: Sale): string | null {
  if (sale.memberId === null) return 'no-member';
  if (shop.rules.earn.trigger === 'on-invoice-saved') return null;
  const left = leftToPay(shop, sale);
  if (amountOf(counted(shop, sale)) >= left) return null;
  return amountOf(sale.payments.filter(({ reversed }) => !reversed)) >= left ? 'awaiting-approval' : 'awaiting-payment';
}
