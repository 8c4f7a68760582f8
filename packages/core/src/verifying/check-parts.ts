import { err, ok, type Result } from 'neverthrow';
import type { Finding } from '../kernel/check.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { InvoiceRecord, PaymentSums, RefundSums } from '../sales/invoice/invoice-record.ts';
import { invoices } from '../sales/invoice/invoices.ts';
import { partKeyPrefix } from '../sales/invoice/part-keys.ts';
import { inOrder, type Payment, payments } from '../sales/invoice/payment-record.ts';
import { type Refund, refunds } from '../sales/invoice/refund-record.ts';
import { noRefunds, refundSumsOf } from '../sales/worth/refund-sums.ts';
import { noPayments, paymentSumsOf } from '../sales/worth/payment-sums.ts';
import { canonicalJson } from '../values/fingerprint.ts';
import type { CheckingHost } from './checking-host.ts';
import { unlessDamaged } from './sound-rows.ts';

type Report = (finding: Finding) => void;
type Checked = Promise<Result<void, StoreError>>;

/** An invoice must say of its payments and refunds what these say. */
export async function checkPaid(host: CheckingHost, sales: readonly InvoiceRecord[], report: Report): Checked {
  return checkWhole(host, sales.filter(isKept), report);
}

/** Payments and refunds must have an invoice that says so: those that have one were looked at before. */
export async function checkOwned(host: CheckingHost, parts: readonly (Payment | Refund)[], report: Report): Checked {
  const of = new Map(parts.map((part) => [part.invoiceId, part]));
  return checkWhole(host, [...of.values()], report, true);
}

async function checkWhole(
  { reads }: CheckingHost,
  of: readonly Pick<InvoiceRecord, 'invoiceId'>[],
  report: Report,
  isLookedAt = false,
): Checked {
  for (const { invoiceId } of of) {
    const whole = await reads.strict().whole(invoices, invoiceId, [payments, refunds], partKeyPrefix(invoiceId));
    const found = unlessDamaged(whole);
    if (found.isErr()) return err(found.error);
    if (found.value === 'damaged') continue;
    const { record, parts } = found.value;
    if (isLookedAt && record !== null && isKept(record)) continue;
    const problem = problemWith(record, parts);
    const name = `The sale ${JSON.stringify(invoiceId)}`;
    if (problem !== null) report({ memberId: record?.memberId ?? null, sequence: null, problem: `${name} ${problem}` });
  }
  return ok();
}

/** Whether an invoice says that it has payments or refunds. */
function isKept({ paymentSums, refundSums }: InvoiceRecord): boolean {
  return paymentSums !== undefined || refundSums !== undefined;
}

type Parts = readonly [readonly Payment[], readonly Refund[]];

function problemWith(record: InvoiceRecord | null, [paymentsOfIt, refundsOfIt]: Parts): string | null {
  if (record === null) return `is not there, and it has ${paymentsOfIt.length > 0 ? 'payments' : 'refunds'}.`;
  const { paymentSums = noPayments, refundSums = noRefunds } = record;
  const paid = paymentSumsOf(paymentsOfIt);
  if (!isNumbered(paymentsOfIt) || canonicalJson(paid) !== canonicalJson(paymentSums))
    return `says of its payments ${paymentsInWords(paymentSums)}, and they say ${paymentsInWords(paid)}.`;
  const refunded = refundSumsOf(inOrder(refundsOfIt));
  return isNumbered(refundsOfIt) && canonicalJson(refunded) === canonicalJson(refundSums)
    ? null
    : `says of its refunds ${refundsInWords(refundSums)}, and they say ${refundsInWords(refunded)}.`;
}

function isNumbered(parts: readonly (Payment | Refund)[]): boolean {
  return inOrder(parts).every(({ nth }, index) => nth === index + 1);
}

function refundsInWords({ count, value, lines }: RefundSums): string {
  return `${count} of ${value} and ${lines.length} lines`;
}

function paymentsInWords({ count, received, counted }: PaymentSums): string {
  return `${count}, ${received} received and ${counted} that count`;
}
