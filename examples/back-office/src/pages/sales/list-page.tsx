import type { Office } from '../../office.ts';
import { saleAddress } from '../../ui/addresses.ts';
import { Columns, Empty, Table } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { mayDo } from '../../staff/roles.ts';
import { Icon } from '../../ui/icons.tsx';
import { show } from '../../ui/page.tsx';
import { words } from './words.ts';

const perPage = 25;

/** The newest sales first. */
export function listPage(c: Page, { register, directory, payments }: Office) {
  const t = words(c);
  const { money, moment } = c.var.formats;
  const from = Number(c.req.query('from') ?? 0);
  const offset = Number.isSafeInteger(from) && from > 0 ? from : 0;
  const sales = register.newest(perPage, { offset });
  const waiting = c.var.staff && mayDo(c.var.staff.role, 'manager') ? payments.count() : 0;
  const actions = (
    <>
      {waiting > 0 && (
        <a class="button" href="/sales/approvals">
          {t.approvalsNote(c.var.formats.number(waiting))}
        </a>
      )}
      <a class="button main" href="/sales/new">
        <Icon name="plus" />
        {t.newSale}
      </a>
    </>
  );
  return show(
    c,
    { title: t.title, actions },
    <section class="card">
      {sales.length === 0 ? (
        <Empty title={t.none} />
      ) : (
        <Table caption={t.title}>
          <Columns
            of={[
              { label: t.number },
              { label: t.customer },
              { label: t.when, class: 'wide' },
              { label: t.total, class: 'end' },
            ]}
          />
          <tbody>
            {sales.map(({ invoiceId, memberId, soldAt, total }) => (
              <tr>
                <th scope="row">
                  <a href={saleAddress(invoiceId)}>{invoiceId}</a>
                </th>
                <td>{memberId === null ? '' : (directory.get(memberId)?.name ?? memberId)}</td>
                <td class="wide">{moment(soldAt)}</td>
                <td class="end">{money(total)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {sales.length === perPage && (
        <p class="pages">
          <a class="button" href={`/sales?from=${offset + perPage}`}>
            {t.next}
          </a>
        </p>
      )}
    </section>,
  );
}
