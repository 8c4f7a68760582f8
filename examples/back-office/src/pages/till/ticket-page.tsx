import { orThrow } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
import { isOpen } from '../../shop/waiting-sales.ts';
import type { Page } from '../../ui/env.ts';
import { askPage } from './ask-page.tsx';
import { codePage } from './code-page.tsx';
import { receiptPage } from './receipt-page.tsx';
import type { Refusal } from './refusal.ts';
import { toldSpending } from './told-spending.ts';
import { words } from './words.ts';

/** A sale of the till: it waits for its code, or for another request, or there is its receipt. */
export async function ticketPage(c: Page, office: Office, refused?: Refusal): Promise<Response> {
  const { ledger, register, waiting, now } = office;
  const invoiceId = refused?.invoiceId ?? c.req.param('invoiceId') ?? '';
  const sale = register.get(invoiceId);
  if (sale === null) return c.notFound();
  const invoice = orThrow(await ledger.pointbook.getInvoice({ invoiceId }));
  const { failure } = refused ?? {};
  const problem = refused?.problem ?? (failure && toldSpending(c, failure));
  const waits = waiting.get(invoiceId);
  // Where points have paid, or the sale was voided, the ledger says so: it waits no more.
  const isDone = invoice.state === 'voided' || invoice.redemptions.length > 0;
  if (isDone) waiting.remove(invoiceId);
  if (isDone || waits === null) return receiptPage(c, office, { sale, invoice, problem });
  const { asked } = waits;
  if (asked !== null && isOpen(waits, now())) return codePage(c, office, { waits, asked, invoice, problem });
  const lapsed = asked && words(c).lapsed(c.var.formats.time(asked.deadline));
  return askPage(c, office, { waits, invoice, problem: problem ?? lapsed ?? undefined, refused });
}
