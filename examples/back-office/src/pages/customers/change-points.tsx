import type { Office } from '../../office.ts';
import { staffOf } from '../../staff/guard.tsx';
import { customerAddress } from '../../ui/addresses.ts';
import { toldFailure } from '../../ui/failures.ts';
import type { Page } from '../../ui/env.ts';
import { done } from '../../ui/page.tsx';
import { readPoints } from '../../ui/points-fields.tsx';
import { readForm } from '../../ui/read-form.ts';
import { customerPage } from './customer-page.tsx';
import { words } from './words.ts';

/** Adds or deducts points, or sets the balance, as the form says. A form that is sent twice is carried out once. */
export async function changePoints(c: Page, office: Office) {
  const t = words(c);
  const { formats } = c.var;
  const memberId = c.req.param('memberId') ?? '';
  const form = await readForm(c);
  const { typed, change, mistakes, notes } = readPoints(c, office, form);
  if (change === null) return customerPage(c, office, { key: form.key, typed, mistakes });

  // #region change
  const common = { memberId, actor: staffOf(c).staffId, idempotencyKey: form.key, ...notes };
  const { pointbook } = office.ledger;
  const { way, points } = change;
  // What the page showed is what somebody decided by.
  const expectedBalance = form.whole('balance') ?? 0;
  const changed =
    way === 'set'
      ? await pointbook.setBalance({ ...common, balance: points, expectedBalance })
      : await pointbook.adjustPoints({ ...common, points, direction: way });
  // #endregion change
  if (changed.isErr()) return customerPage(c, office, { key: form.key, typed, problem: toldFailure(c, changed.error) });
  const { delta, balance } = changed.value;
  const message = delta === 0 ? t.unchanged : t.changed(formats.change(delta), formats.number(balance.balance));
  return done(c, customerAddress(memberId), message);
}
