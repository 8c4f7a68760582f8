import type { Office } from '../../office.ts';
import { staffOf } from '../../staff/guard.tsx';
import { tillAddress } from '../../ui/addresses.ts';
import type { Page } from '../../ui/env.ts';
import { done } from '../../ui/page.tsx';
import { readForm } from '../../ui/read-form.ts';
import { ticketPage } from './ticket-page.tsx';
import { words } from './words.ts';

/** Forgets the wrong codes of the customer of a sale, by a manager who knows who it is. */
export async function unlock(c: Page, office: Office) {
  const invoiceId = c.req.param('invoiceId') ?? '';
  const sale = office.waiting.get(invoiceId);
  if (sale === null) return c.redirect(tillAddress(invoiceId), 303);
  const form = await readForm(c);
  const [reason, actor] = [form.text('reason'), staffOf(c).staffId];
  if (reason === '') return ticketPage(c, office, { invoiceId, problem: words(c).reasonMissing });
  const unlocked = await office.ledger.pointbook.codes.unlockMember({
    memberId: sale.memberId,
    reason,
    actor,
    idempotencyKey: form.key,
  });
  if (unlocked.isErr()) return ticketPage(c, office, { invoiceId, failure: unlocked.error });
  return done(c, tillAddress(invoiceId), words(c).unlocked);
}
