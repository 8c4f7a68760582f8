import { orThrow } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
import { minorOf } from '../../shop/money.ts';
import { receiveMoney } from '../../shop/receive-money.ts';
import { staffOf } from '../../staff/guard.tsx';
import { saleAddress } from '../../ui/addresses.ts';
import type { Page } from '../../ui/env.ts';
import { toldFailure } from '../../ui/failures.ts';
import { done } from '../../ui/page.tsx';
import { pressedOf, readForm } from '../../ui/read-form.ts';
import { decidePayment } from './decide-payment.ts';
import { salePage } from './sale-page.tsx';
import { words } from './words.ts';

/** Records money that was received. */
export async function pay(c: Page, office: Office) {
  const t = words(c);
  const { money, number } = c.var.formats;
  const { pointbook, program } = office.ledger;
  const form = await readForm(c);
  const typed = form.text('amount');
  const amount = minorOf(typed, program.currency);
  const invoiceId = c.req.param('invoiceId') ?? '';
  if (amount === null || Number.isNaN(amount) || amount === 0)
    return salePage(c, office, { key: form.key, typed, problem: t.amountWrong });
  const found = await pointbook.getInvoice({ invoiceId });
  if (found.isErr() && found.error.kind === 'unknown-invoice') return c.notFound();
  const received = { paymentId: form.key, amount, receivedBy: staffOf(c).staffId };
  const paid = receiveMoney(office, orThrow(found), received);
  if (paid.isErr()) return salePage(c, office, { key: form.key, typed, problem: toldFailure(c, paid.error) });
  const { earned, withheld } = paid.value;
  const message =
    earned > 0
      ? t.paidEarned(money(amount), number(earned))
      : withheld === 'awaiting-approval'
        ? t.paidWaiting(money(amount))
        : t.paid(money(amount));
  return done(c, saleAddress(invoiceId), message);
}

/** Approves a payment, or takes back one that bounced. */
export async function changePayment(c: Page, office: Office) {
  const form = await readForm(c);
  const invoiceId = c.req.param('invoiceId') ?? '';
  const payment = { invoiceId, paymentId: c.req.param('paymentId') ?? '', key: form.key };
  const decided = decidePayment(c, office, payment, pressedOf(form, ['approve', 'bounced']));
  if ('told' in decided) return done(c, saleAddress(invoiceId), decided.told);
  return salePage(c, office, { key: form.key, typed: '', problem: decided.problem });
}
