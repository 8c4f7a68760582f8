import type { Office } from '../../office.ts';
import { allOrNothing } from '../../shop/all-or-nothing.ts';
import { channels } from '../../shop/inbox.ts';
import { isOpen, type WaitingSale, type Wish } from '../../shop/waiting-sales.ts';
import { tillAddress } from '../../ui/addresses.ts';
import type { Page } from '../../ui/env.ts';
import { done } from '../../ui/page.tsx';
import { readForm } from '../../ui/read-form.ts';
import { askForCode, endRequest } from './ask-for-code.ts';
import { ticketPage } from './ticket-page.tsx';
import { words } from './words.ts';

/** Asks anew for the points of a sale that is saved, after the request before came to its end. */
export async function askAgain(c: Page, office: Office) {
  const t = words(c);
  const invoiceId = c.req.param('invoiceId') ?? '';
  const before = office.waiting.get(invoiceId);
  // Somebody has asked already, or the sale waits no more: the page of the sale says so.
  if (before === null || isOpen(before, office.now())) return c.redirect(tillAddress(invoiceId), 303);
  const form = await readForm(c);
  const points = form.whole('points');
  if ('points' in before.wish && (points === null || !(points >= 1)))
    return ticketPage(c, office, { invoiceId, problem: t.pointsWrong });
  const wish: Wish = 'points' in before.wish ? { points: points ?? 0 } : before.wish;
  // A form that is sent twice goes on with what it has asked for.
  const ended = before.redemptionId === form.key ? before : endRequest(c, office, before);
  const sale = { ...ended, wish, redemptionId: form.key };
  const channel = channels.find((each) => each === form.text('do'));
  if (channel === undefined) return spendNow(c, office, sale);
  office.waiting.change(sale);
  const failure = await askForCode(c, office, sale, channel);
  return failure === null ? c.redirect(tillAddress(invoiceId), 303) : ticketPage(c, office, { invoiceId, failure });
}

/** So few points need no code. */
function spendNow(c: Page, office: Office, sale: WaitingSale) {
  const { database, ledger, waiting } = office;
  const { invoiceId, memberId, redemptionId, wish } = sale;
  const spent = allOrNothing(database, () => {
    waiting.remove(invoiceId);
    const redemption = { invoiceId, memberId, redemptionId, actor: c.var.staff?.staffId, ...wish };
    return ledger.pointbook.within(database).redeemPoints(redemption);
  });
  if (spent.isErr()) return ticketPage(c, office, { invoiceId, failure: spent.error });
  return done(c, tillAddress(invoiceId), words(c).spent(c.var.formats.number(spent.value.points)));
}
