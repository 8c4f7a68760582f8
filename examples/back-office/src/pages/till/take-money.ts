import { orThrow } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
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
  const { leftToPay: amount, currency, payments } = orThrow(read);
  // Paid already, on another page.
  if (amount === 0) return c.redirect(tillAddress(invoiceId), 303);
  // Two pages that record it at once name the same payment.
  const paymentId = `${invoiceId}-${payments.length + 1}`;
  const paid = await pointbook.recordPayment({ invoiceId, paymentId, amount, currency, actor: c.var.staff?.staffId });
  if (paid.isErr()) return ticketPage(c, office, { invoiceId, failure: paid.error });
  const { earned } = paid.value;
  return done(
    c,
    tillAddress(invoiceId),
    earned > 0 ? t.moneyEarned(money(amount), number(earned)) : t.money(money(amount)),
  );
}
