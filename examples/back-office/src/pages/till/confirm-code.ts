import type { Office } from '../../office.ts';
import { tillAddress } from '../../ui/addresses.ts';
import type { Page } from '../../ui/env.ts';
import { done } from '../../ui/page.tsx';
import { readForm } from '../../ui/read-form.ts';
import { endRequest } from './ask-for-code.ts';
import { ticketPage } from './ticket-page.tsx';
import { words } from './words.ts';

/** Spends the points of the sale, given the customer's code. The same code twice spends them once. */
export async function confirmCode(c: Page, office: Office) {
  const t = words(c);
  const { ledger, waiting } = office;
  const invoiceId = c.req.param('invoiceId') ?? '';
  const sale = waiting.get(invoiceId);
  // Another page has confirmed it, or given it up: the page of the sale says which.
  if (!sale?.asked) return c.redirect(tillAddress(invoiceId), 303);
  const code = (await readForm(c)).text('code');
  const { challengeId } = sale.asked;
  const spent = await ledger.pointbook.codes.confirmRedemption({ challengeId, code });
  if (spent.isOk()) {
    waiting.remove(invoiceId);
    return done(c, tillAddress(invoiceId), t.spent(c.var.formats.number(spent.value.points)));
  }
  const { error: failure } = spent;
  if (failure.kind === 'challenge-closed' && failure.state === 'used') return c.redirect(tillAddress(invoiceId), 303);
  const isOver =
    failure.kind === 'challenge-closed' ||
    failure.kind === 'code-locked' ||
    (failure.kind === 'wrong-code' && failure.attemptsLeft === 0);
  if (isOver) endRequest(c, office, sale);
  return ticketPage(c, office, { invoiceId, failure });
}
