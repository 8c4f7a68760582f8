import type { Office } from '../../office.ts';
import type { Page } from '../../ui/env.ts';
import { toldFailure } from '../../ui/failures.ts';
import { done } from '../../ui/page.tsx';
import { readForm } from '../../ui/read-form.ts';
import { findCustomer } from './find-customer.ts';
import { newPage } from './new-page.tsx';
import { lineInput, linesOf, totalOf, typedSale } from './typed-sale.ts';
import { words } from './words.ts';

/** Saves the sale and its points in one transaction. A form that is sent twice names the same sale. */
export async function saveSale(c: Page, office: Office) {
  const t = words(c);
  const { ledger, database, register } = office;
  const { currency } = ledger.program;
  const typed = typedSale(await readForm(c));
  const read = linesOf(c, typed, currency);
  if ('mistake' in read) return newPage(c, office, typed, read.mistake);
  const found = await findCustomer(office, typed.who);
  if (found.is === 'none') return newPage(c, office, typed, t.notFound);
  if (found.is === 'several') return newPage(c, office, typed, t.several);

  const { lines } = read;
  const memberId = found.is === 'one' ? found.memberId : null;
  const invoiceId = `S-${typed.key.slice(0, 8).toUpperCase()}`;
  const known = register.get(invoiceId);
  const soldAt = known?.soldAt ?? new Date();
  const total = totalOf(lines);
  const sale = { total, currency, soldAt, lines: lines.map(lineInput), actor: c.var.staff?.staffId };
  // #region save
  // The shop's row and the points are one commit: both are there, or neither is.
  const save = database.transaction(() => {
    register.put({ invoiceId, memberId, soldAt, total, lines });
    const saved = ledger.pointbook
      .within(database)
      .saveInvoice({ invoiceId, ...sale, ...(memberId !== null && { memberId }) });
    if (saved.isErr()) throw new Refused(toldFailure(c, saved.error));
    return saved.value;
  });
  try {
    const { earned, withheld } = save.immediate();
    return done(c, `/sales/${invoiceId}`, toldSaved(c, invoiceId, earned, withheld));
  } catch (thrown) {
    if (thrown instanceof Refused) return newPage(c, office, typed, thrown.message);
    throw thrown;
  }
  // #endregion save
}

/** What takes the shop's row back with the points. */
class Refused extends Error {}

function toldSaved(c: Page, invoiceId: string, earned: number, withheld: string | null): string {
  const t = words(c);
  if (withheld === 'no-member') return t.savedNobody(invoiceId);
  if (withheld === 'email-unverified') return t.savedUnverified(invoiceId);
  if (withheld !== null) return t.savedWaiting(invoiceId);
  return t.saved(invoiceId, c.var.formats.number(earned));
}
