import type { Office } from '../../office.ts';
import { allOrNothing } from '../../shop/all-or-nothing.ts';
import { tillAddress } from '../../ui/addresses.ts';
import type { Page } from '../../ui/env.ts';
import { done } from '../../ui/page.tsx';
import { endRequest } from './ask-for-code.ts';
import { ticketPage } from './ticket-page.tsx';
import { words } from './words.ts';

/** Lets the customer pay with money alone: what is held is free again. */
export function goOnWithoutPoints(c: Page, office: Office) {
  const invoiceId = c.req.param('invoiceId') ?? '';
  const sale = office.waiting.get(invoiceId);
  if (sale !== null) {
    endRequest(c, office, sale);
    office.waiting.remove(invoiceId);
  }
  return c.redirect(tillAddress(invoiceId), 303);
}

/** Gives up a sale that waits for a code: it is voided, and what is held is free again. */
export function giveUp(c: Page, office: Office) {
  const { database, ledger, waiting } = office;
  const invoiceId = c.req.param('invoiceId') ?? '';
  if (waiting.get(invoiceId) === null) return c.redirect(tillAddress(invoiceId), 303);
  const voided = allOrNothing(database, () => {
    waiting.remove(invoiceId);
    const command = { invoiceId, refundId: `given-up-${invoiceId}`, actor: c.var.staff?.staffId };
    return ledger.pointbook.within(database).voidInvoice(command);
  });
  if (voided.isErr()) return ticketPage(c, office, { invoiceId, failure: voided.error });
  return done(c, '/till', words(c).givenUp(invoiceId));
}
