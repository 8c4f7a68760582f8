import { orThrow } from '@pointbook/core/errors';
import { businessDay } from '@pointbook/core/reports';
import type { Office } from '../../office.ts';
import { plusDays, today } from '../../shop/dates.ts';
import { Card, Figure } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { words } from './words.ts';

/** The sales and the points of the day, beside those of the day before. */
export async function Today({ c, office }: { readonly c: Page; readonly office: Office }) {
  const t = words(c);
  const { number, money } = c.var.formats;
  const { summaries, register, ledger } = office;
  const { program } = ledger;
  const day = today(program);
  const before = plusDays(day, -1);
  const salesOf = (date: string) => {
    const { from, until } = orThrow(businessDay(program, date));
    return register.between(from, until);
  };
  const [now, then] = [salesOf(day), salesOf(before)];
  const [pointsThen, points] = await summaries.days.rows(before, day);
  const spent = (redeemed = 0) => number(Math.abs(redeemed));
  return (
    <Card title={t.today}>
      <dl class="figures">
        <Figure label={t.sales} value={number(now.sales)} note={t.yesterday(number(then.sales))} />
        <Figure label={t.taken} value={money(now.total)} note={t.yesterday(money(then.total))} />
        <Figure
          label={t.earned}
          value={number(points?.earned ?? 0)}
          note={t.yesterday(number(pointsThen?.earned ?? 0))}
        />
        <Figure label={t.spent} value={spent(points?.redeemed)} note={t.yesterday(spent(pointsThen?.redeemed))} />
      </dl>
    </Card>
  );
}
