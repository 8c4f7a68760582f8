import type { Office } from '../../office.ts';
import { staffOf } from '../../staff/guard.tsx';
import { customerAddress } from '../../ui/addresses.ts';
import { toldFailure } from '../../ui/failures.ts';
import type { Page } from '../../ui/env.ts';
import { done } from '../../ui/page.tsx';
import { readForm } from '../../ui/read-form.ts';
import { customerPage } from './customer-page.tsx';
import { words } from './words.ts';

/** Adds or deducts points, or sets the balance, as the form says. A form that is sent twice is carried out once. */
export async function changePoints(c: Page, office: Office) {
  const t = words(c);
  const { formats } = c.var;
  const memberId = c.req.param('memberId') ?? '';
  const form = await readForm(c);
  const [how, points, reason, comment] = ['how', 'points', 'reason', 'comment'].map(form.text) as [
    string,
    string,
    string,
    string,
  ];
  const typed = { key: form.key, how, points, reason, comment };

  const figure = form.whole('points');
  const error =
    figure === null
      ? t.pointsMissing
      : Number.isNaN(figure)
        ? t.pointsWrong
        : how !== 'set' && figure === 0
          ? t.pointsZero
          : null;
  if (error !== null || figure === null) return customerPage(c, office, { ...typed, error: error ?? t.pointsMissing });

  // #region change
  const notes = { ...(reason !== '' && { reason }), ...(comment !== '' && { comment }) };
  const common = { memberId, actor: staffOf(c).staffId, idempotencyKey: form.key, ...notes };
  const { pointbook } = office.ledger;
  const signed = how === 'deduct' ? -figure : figure;
  const changed =
    how === 'set'
      ? await pointbook.setBalance({ ...common, balance: figure, expectedBalance: form.whole('balance') ?? 0 })
      : await pointbook.adjustPoints({ ...common, points: Math.abs(signed), direction: signed < 0 ? 'deduct' : 'add' });
  // #endregion change
  if (changed.isErr()) return customerPage(c, office, { ...typed, problem: toldFailure(c, changed.error) });
  const { delta, balance } = changed.value;
  const message = delta === 0 ? t.unchanged : t.changed(formats.change(delta), formats.number(balance.balance));
  return done(c, customerAddress(memberId), message);
}
