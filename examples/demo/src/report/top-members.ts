import type { Pointbook } from '@pointbook/core';
import { ResultAsync } from 'neverthrow';
import type { Failure } from '../failure.ts';
import { type ShopDay, totalOf } from '../file/shop-day.ts';
import type { Ledgers } from '../ledgers.ts';
import { inLondon } from '../london.ts';
import { count, pounds } from './figures.ts';
import { section } from './section.ts';
import { table } from './table.ts';
import { wrap } from './text.ts';

/** The members who spent most, and their balances as they were: one program waits for the money. */
export function topMembers(
  { onSave, onPayment }: Ledgers,
  day: ShopDay,
  width: number,
): ResultAsync<readonly string[], Failure> {
  const members = biggestSpenders(day).slice(0, 6);
  const balances = (ledger: Pointbook, at: string) =>
    ResultAsync.combine(members.map(({ memberId }) => ledger.getBalance({ memberId, at: inLondon(at) }))).map((all) =>
      all.map(({ balance }) => count(balance)),
    );
  return ResultAsync.combine([
    balances(onSave, '2010-12-01 23:59'),
    balances(onPayment, '2010-12-01 23:59'),
    balances(onPayment, '2011-01-31 23:59'),
  ]).map(([saved, paidInDecember, paidInJanuary]) => {
    const lines = table(
      [
        { title: 'Member', kind: 'label', cells: members.map(({ memberId }) => memberId) },
        { title: 'Sales', kind: 'figure', cells: members.map(({ sales }) => count(sales)), optional: true },
        { title: 'Spent', kind: 'figure', cells: members.map(({ spent }) => pounds(spent)), optional: true },
        { title: 'On save', kind: 'figure', cells: saved },
        { title: 'Paid Dec', kind: 'figure', cells: paidInDecember },
        { title: 'Paid Jan', kind: 'figure', cells: paidInJanuary },
      ],
      width,
    );
    const caption = 'Balances on save, 1 Dec 2010; on payment, 1 Dec 2010 and 31 Jan 2011.';
    return section('Top members', [...wrap(caption, width), ...lines]);
  });
}

interface Spender {
  readonly memberId: string;
  readonly sales: number;
  readonly spent: number;
}

function biggestSpenders({ sales }: ShopDay): readonly Spender[] {
  const spenders = new Map<string, Spender>();
  for (const sale of sales) {
    if (sale.customer === null) continue;
    const sofar = spenders.get(sale.customer) ?? { memberId: sale.customer, sales: 0, spent: 0 };
    spenders.set(sale.customer, { ...sofar, sales: sofar.sales + 1, spent: sofar.spent + totalOf(sale) });
  }
  return [...spenders.values()].sort((one, other) => other.spent - one.spent);
}
