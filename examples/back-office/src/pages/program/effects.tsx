import { type Program, quoteEarning } from '@pointbook/core';
import type { Office } from '../../office.ts';
import type { Sale } from '../../shop/register.ts';
import { Card } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import type { Change } from './changes.ts';
import type { Group } from './tell-program.ts';
import { words } from './words.ts';

interface EffectsProps {
  readonly c: Page;
  readonly office: Office;
  readonly before: Program;
  readonly after: Program;
  readonly changes: readonly Change[];
}

/** Whom a change of the rules concerns, and by how much. */
export function Effects({ c, office, before, after, changes }: EffectsProps) {
  const t = words(c);
  const changed = new Set(changes.map((change) => (change.after ?? change.before)?.group));
  const isChanged = (...groups: Group[]) => groups.some((group) => changed.has(group));
  return (
    <Card title={t.forWhom}>
      {isChanged('earning', 'multiplying', 'others') && (
        <>
          <p>{t.forEarning}</p>
          <LastSales c={c} office={office} before={before} after={after} />
        </>
      )}
      {isChanged('ending') && <p>{t.forEnding}</p>}
      {isChanged('paying', 'items', 'codes') && <p>{t.forPaying}</p>}
      {isChanged('paying') && <Worth c={c} before={before} after={after} />}
    </Card>
  );
}

const lastSales = 200;

/** What the last sales would have earned. */
function LastSales({ c, office, before, after }: Omit<EffectsProps, 'changes'>) {
  const t = words(c);
  const { number, change } = c.var.formats;
  const sales = office.register.newest(lastSales).filter(({ memberId }) => memberId !== null);
  const earned = sales.map((sale) => ({ old: earnedBy(before, sale), now: earnedBy(after, sale) }));
  const sum = (points: readonly number[]) => points.reduce((total, each) => total + each, 0);
  const differences = earned.map(({ old, now }) => now - old);
  const [more, less] = [differences.filter((points) => points > 0), differences.filter((points) => points < 0)];
  const same = differences.length - more.length - less.length;
  if (sales.length === 0) return null;
  return (
    <>
      <p>
        {t.forSales(
          number(sales.length),
          number(sum(earned.map(({ old }) => old))),
          number(sum(earned.map(({ now }) => now))),
        )}
      </p>
      <ul class="told-list">
        {more.length > 0 && <li>{t.more(number(more.length), change(sum(more)))}</li>}
        {less.length > 0 && <li>{t.less(number(less.length), change(sum(less)))}</li>}
        {same > 0 && <li>{t.same(number(same))}</li>}
      </ul>
      <p class="hint">{t.forSalesNote}</p>
    </>
  );
}

function earnedBy(program: Program, { total, soldAt, lines }: Sale): number {
  const sold = lines.map(({ lineId, sku, quantity, net }) => ({
    lineId,
    ...(sku !== null && { sku }),
    quantity: String(quantity),
    net,
  }));
  const quote = quoteEarning(program)({ total, currency: program.currency, soldAt, lines: sold });
  return quote.isOk() ? quote.value.points : 0;
}

const pointsShown = 1000;

function Worth({ c, before, after }: { c: Page; before: Program; after: Program }) {
  const t = words(c);
  const { number, money } = c.var.formats;
  const worth = ({ redeem: { rate } }: Program) =>
    rate === null ? t.nothingWorth : money(Math.floor((pointsShown * rate.money) / rate.points));
  return <p>{t.worthBefore(number(pointsShown), worth(before), worth(after))}</p>;
}
