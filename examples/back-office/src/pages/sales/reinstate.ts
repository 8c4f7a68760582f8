import type { Office } from '../../office.ts';
import { staffOf } from '../../staff/guard.tsx';
import { saleAddress } from '../../ui/addresses.ts';
import type { Page } from '../../ui/env.ts';
import { toldFailure } from '../../ui/failures.ts';
import { done } from '../../ui/page.tsx';
import { readForm } from '../../ui/read-form.ts';
import { salePage } from './sale-page.tsx';
import { words } from './words.ts';

/** Lets a voided sale stand again. */
export async function reinstate(c: Page, office: Office) {
  const { formats } = c.var;
  const form = await readForm(c);
  const invoiceId = c.req.param('invoiceId') ?? '';
  const command = { invoiceId, reinstatementId: form.key, actor: staffOf(c).staffId };
  const again = await office.ledger.pointbook.reinstateInvoice(command);
  if (again.isErr()) return salePage(c, office, { key: form.key, typed: '', problem: toldFailure(c, again.error) });
  return done(c, saleAddress(invoiceId), words(c).reinstated(formats.number(again.value.earned)));
}
