import type { Channel } from '@pointbook/core';
import type { Office } from '../../office.ts';
import { allOrNothing } from '../../shop/all-or-nothing.ts';
import { channels } from '../../shop/inbox.ts';
import type { Sale } from '../../shop/register.ts';
import type { WaitingSale, Wish } from '../../shop/waiting-sales.ts';
import { tillAddress } from '../../ui/addresses.ts';
import type { Page } from '../../ui/env.ts';
import { done } from '../../ui/page.tsx';
import { readForm } from '../../ui/read-form.ts';
import { findCustomer } from '../sales/find-customer.ts';
import { lineInput, totalOf } from '../sales/typed-sale.ts';
import { askForCode } from './ask-for-code.ts';
import { ticketPage } from './ticket-page.tsx';
import { tillPage } from './till-page.tsx';
import { notEnough, toldSpending } from './told-spending.ts';
import { tillLines, typedTill, wishOf } from './typed-till.ts';
import { words } from './words.ts';

/** Sells what was typed. A form that is sent twice names the same sale and the same points, which are spent once. */
export async function sell(c: Page, office: Office) {
  const t = words(c);
  const { program } = office.ledger;
  const form = await readForm(c);
  const typed = typedTill(form);
  const refuse = (problem: string) => tillPage(c, office, { typed, problem });
  const press = form.text('do');
  if (press === 'look') return tillPage(c, office, { typed });

  const found = await findCustomer(office, typed.who);
  if (found.is === 'none') return refuse(t.notFound);
  if (found.is === 'several') return refuse(t.chooseCustomer);
  const read = wishOf(c, program, typed);
  if ('mistake' in read) return refuse(read.mistake);
  const sold = tillLines(c, program, typed, read.reward);
  if ('mistake' in sold) return refuse(sold.mistake);
  const { wish, cost } = read;
  if (wish !== null && found.is === 'nobody') return refuse(t.nobodysPoints);

  const { lines } = sold;
  const invoiceId = `T-${typed.key.slice(0, 8).toUpperCase()}`;
  const known = office.register.get(invoiceId);
  const memberId = found.is === 'one' ? found.memberId : null;
  const sale = { invoiceId, memberId, soldAt: known?.soldAt ?? office.now(), total: totalOf(lines), lines };
  const channel = channels.find((each) => each === press);
  if (channel === undefined || wish === null || found.is !== 'one') {
    const saved = saveWithPoints(c, office, sale, wish, typed.key);
    return saved.isErr() ? refuse(toldSpending(c, saved.error)) : done(c, tillAddress(invoiceId), t.sold);
  }
  // Told before the sale is saved. Of a sale that is saved already, these points may be held by now.
  if (known === null && cost > found.available) return refuse(toldSpending(c, notEnough(found.available)));
  const waiting = { invoiceId, memberId: found.memberId, wish, redemptionId: typed.key, asked: null };
  return saveAndAsk(c, office, sale, waiting, channel, refuse);
}

// #region with-points
/** The shop's row of the sale, its points, and those that pay for it are one commit: all are there, or nothing is. */
function saveWithPoints(c: Page, office: Office, sale: Sale, wish: Wish | null, redemptionId: string) {
  const { database, ledger, register } = office;
  const { invoiceId, memberId } = sale;
  const actor = c.var.staff?.staffId;
  return allOrNothing(database, () => {
    const pointbook = ledger.pointbook.within(database);
    register.put(sale);
    const saved = pointbook.saveInvoice({ ...invoiceOf(office, sale), actor });
    if (saved.isErr() || wish === null || memberId === null) return saved;
    return pointbook.redeemPoints({ memberId, redemptionId, invoiceId, actor, ...wish });
  });
}
// #endregion with-points

// #region ask
/**
 * A code cannot be asked for within the shop's transaction: its rollback would give wrong codes their attempts back. So
 * the sale is saved first, with what the customer wants to spend, and the code spends it in a commit of the ledger that
 * names the sale. A sale that is given up before is voided, which releases what is held.
 */
async function saveAndAsk(
  c: Page,
  office: Office,
  sale: Sale,
  waitingSale: WaitingSale,
  channel: Channel,
  refuse: (problem: string) => Response | Promise<Response>,
) {
  const { database, ledger, register, waiting } = office;
  const { invoiceId } = sale;
  const saved = allOrNothing(database, () => {
    if (register.get(invoiceId) === null) waiting.put(waitingSale);
    register.put(sale);
    return ledger.pointbook.within(database).saveInvoice({ ...invoiceOf(office, sale), actor: c.var.staff?.staffId });
  });
  if (saved.isErr()) return refuse(toldSpending(c, saved.error));
  const current = waiting.get(invoiceId);
  // The form was sent again, and the sale came to its end meanwhile.
  if (current === null) return c.redirect(tillAddress(invoiceId), 303);
  const failure = await askForCode(c, office, current, channel);
  return failure === null ? c.redirect(tillAddress(invoiceId), 303) : ticketPage(c, office, { invoiceId, failure });
}
// #endregion ask

/** What a sale is to the ledger. */
function invoiceOf({ ledger }: Office, { invoiceId, memberId, soldAt, total, lines }: Sale) {
  const { currency } = ledger.program;
  const sale = { invoiceId, soldAt, total, currency, lines: lines.map(lineInput) };
  return memberId === null ? sale : { ...sale, memberId };
}
