import { err, ok, type Result } from 'neverthrow';
import type { Finding } from '../kernel/check.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { InvoiceRecord, PaymentSums } from '../sales/invoice/invoice-record.ts';
import { invoices } from '../sales/invoice/invoices.ts';
import { partsOf } from '../sales/invoice/part-keys.ts';
import { inOrder, type Payment, payments } from '../sales/invoice/payment-record.ts';
import { noPayments, sumsOf } from '../sales/worth/payment-sums.ts';
import { canonicalJson } from '../values/fingerprint.ts';
import type { CheckingHost } from './checking-host.ts';
import { isDamage } from './sound-rows.ts';

type Report = (finding: Finding) => void;
type Checked = Promise<Result<void, StoreError>>;

/** An invoice must say of its payments what these say. */
export async function checkPaid(host: CheckingHost, sales: readonly InvoiceRecord[], report: Report): Checked {
  return checkWhole(
    host,
    sales.filter(({ paid }) => paid !== undefined),
    report,
  );
}

/** Payments must have an invoice that says so: those that have one were looked at before. */
export async function checkPayments(host: CheckingHost, parts: readonly Payment[], report: Report): Checked {
  return checkWhole(
    host,
    parts.filter(({ nth }) => nth === 1),
    report,
    true,
  );
}

async function checkWhole(
  { reads }: CheckingHost,
  of: readonly Pick<InvoiceRecord, 'invoiceId'>[],
  report: Report,
  isLookedAt = false,
): Checked {
  for (const { invoiceId } of of) {
    const found = await reads.strict().whole(invoices, invoiceId, payments, partsOf(invoiceId));
    // What is damaged is told where it is.
    if (found.isErr() && isDamage(found.error)) continue;
    if (found.isErr()) return err(found.error);
    const { record, parts } = found.value;
    if (isLookedAt && record?.paid !== undefined) continue;
    const problem = problemWith(record, parts);
    const name = `The sale ${JSON.stringify(invoiceId)}`;
    if (problem !== null) report({ memberId: record?.memberId ?? null, sequence: null, problem: `${name} ${problem}` });
  }
  return ok();
}

function problemWith(record: InvoiceRecord | null, parts: readonly Payment[]): string | null {
  if (record === null) return 'is not there, and it has payments.';
  const { paid = noPayments } = record;
  const sums = sumsOf(parts);
  const isWhole = inOrder(parts).every(({ nth }, index) => nth === index + 1);
  return isWhole && canonicalJson(sums) === canonicalJson(paid)
    ? null
    : `says of its payments ${told(paid)}, and they say ${told(sums)}.`;
}

function told({ count, received, counted }: PaymentSums): string {
  return `${count}, ${received} received and ${counted} that count`;
}
