import type { Customer } from '../../shop/directory.ts';
import { customerAddress } from '../../ui/addresses.ts';
import { Table } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { words } from './words.ts';

interface CustomerTableProps {
  readonly c: Page;
  readonly customers: readonly Customer[];
  readonly balances: readonly number[];
  /** Whether there are boxes to tick. */
  readonly mayChoose: boolean;
}

/** A page of customers, each with the points. */
export function CustomerTable({ c, customers, balances, mayChoose }: CustomerTableProps) {
  const t = words(c);
  return (
    <Table caption={t.title}>
      <thead>
        <tr>
          {mayChoose && (
            <td class="choice">
              <label>
                <input type="checkbox" name="page" value="yes" data-ticks="member" aria-label={t.choosePage} />
              </label>
            </td>
          )}
          <th scope="col">{t.name}</th>
          <th scope="col" class="wide">
            {t.phone}
          </th>
          <th scope="col" class="end">
            {t.points}
          </th>
        </tr>
      </thead>
      <tbody>
        {customers.map(({ memberId, name, phone }, index) => (
          <tr>
            {mayChoose && (
              <td class="choice">
                <label>
                  <input type="checkbox" name="member" value={memberId} aria-label={t.choose(name ?? memberId)} />
                </label>
              </td>
            )}
            <th scope="row">
              <a href={customerAddress(memberId)}>
                <bdi>{name ?? memberId}</bdi>
              </a>
              <div class="note">{memberId}</div>
              <div class="note narrow-only">{phone}</div>
            </th>
            <td class="wide">{phone}</td>
            <td class="end">{c.var.formats.number(balances[index] ?? 0)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
