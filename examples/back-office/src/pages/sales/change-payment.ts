import type { Office } from '../../office.ts';
import { minorOf } from '../../shop/money.ts';
import { staffOf } from '../../staff/guard.tsx';
import { saleAddress } from '../../ui/addresses.ts';
import type { Page } from '../../ui/env.ts';
import { toldFailure } from '../../ui/failures.ts';
import { done } from '../../ui/page.tsx';
import { readForm } from '../../ui/read-form.ts';
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
  // #region pay
  const command = { invoiceId, paymentId: form.key, amount, currency: program.currency };
  const paid = await pointbook.recordPayment({ ...command, actor: c.var.staff?.staffId });
  if (paid.isErr()) return salePage(c, office, { key: form.key, typed, problem: toldFailure(c, paid.error) });
  const { earned } = paid.value;
  // #endregion pay
  const message = earned > 0 ? t.paidEarned(money(amount), number(earned)) : t.paid(money(amount));
  return done(c, saleAddress(invoiceId), message);
}

/** Approves a payment, or takes back one that bounced. */
export async function changePayment(c: Page, office: Office) {
  const t = words(c);
  const { number, change } = c.var.formats;
  const form = await readForm(c);
  const invoiceId = c.req.param('invoiceId') ?? '';
  const payment = { invoiceId, paymentId: c.req.param('paymentId') ?? '', actor: staffOf(c).staffId };
  const { pointbook } = office.ledger;
  if (form.text('do') === 'approve') {
    const approved = await pointbook.approvePayment(payment);
    if (approved.isErr()) return refused(toldFailure(c, approved.error));
    const { earned } = approved.value;
    return done(c, saleAddress(invoiceId), earned > 0 ? t.approvedEarned(number(earned)) : t.approved);
  }
  const reversed = await pointbook.reversePayment({ ...payment, reversalId: form.key });
  if (reversed.isErr()) return refused(toldFailure(c, reversed.error));
  return done(c, saleAddress(invoiceId), t.bouncedDone(change(reversed.value.earned)));

  function refused(problem: string) {
    return salePage(c, office, { key: form.key, typed: '', problem });
  }
}
