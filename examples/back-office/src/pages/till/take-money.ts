import { orThrow } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
import { receiveMoney } from '../../shop/receive-money.ts';
import { staffOf } from '../../staff/guard.tsx';
import { tillAddress } from '../../ui/addresses.ts';
import type { Page } from '../../ui/env.ts';
import { done } from '../../ui/page.tsx';
import { ticketPage } from './ticket-page.tsx';
import { words } from './words.ts';

/** Records that the customer paid what was left. */
export async function takeMoney(c: Page, office: Office) {
  const t = words(c);
  const { money, number } = c.var.formats;
  const { pointbook } = office.ledger;
  const invoiceId = c.req.param('invoiceId') ?? '';
  const read = await pointbook.getInvoice({ invoiceId });
  if (read.isErr() && read.error.kind === 'unknown-invoice') return c.notFound();
  const invoice = orThrow(read);
  const { leftToPay: amount, payments } = invoice;
  // Paid already, on another page.
  if (amount === 0) return c.redirect(tillAddress(invoiceId), 303);
  // Two pages that record it at once name the same payment.
  const paymentId = `${invoiceId}-${payments.length + 1}`;
  const paid = receiveMoney(office, invoice, { paymentId, amount, receivedBy: staffOf(c).staffId });
  if (paid.isErr()) return ticketPage(c, office, { invoiceId, failure: paid.error });
  const { earned } = paid.value;
  return done(
    c,
    tillAddress(invoiceId),
    earned > 0 ? t.moneyEarned(money(amount), number(earned)) : t.money(money(amount)),
  );
}
