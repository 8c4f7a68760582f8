import type { Office } from '../../office.ts';
import { mayDo } from '../../staff/roles.ts';
import { staffOf } from '../../staff/guard.tsx';
import { saleAddress } from '../../ui/addresses.ts';
import { Card, Empty } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { show } from '../../ui/page.tsx';
import { EndsNext } from './ends-next.tsx';
import { Jobs } from './jobs.tsx';
import { Tasks } from './tasks.tsx';
import { Today } from './today.tsx';
import { Waiting } from './waiting.tsx';
import { words } from './words.ts';

/**
 * What somebody wants to see at the start of a day: a cashier the tasks and the sales, a manager also what needs care.
 */
export function homePage(c: Page, office: Office) {
  const t = words(c);
  const { name, role } = staffOf(c);
  return show(
    c,
    { title: t.welcome(name) },
    <>
      <Tasks c={c} />
      <Today c={c} office={office} />
      <div class="columns thirds">
        <Waiting c={c} office={office} />
        {mayDo(role, 'manager') && (
          <>
            <EndsNext c={c} office={office} />
            <Jobs c={c} office={office} />
          </>
        )}
      </div>
      <Latest c={c} office={office} />
    </>,
  );
}

function Latest({ c, office: { register, directory } }: { readonly c: Page; readonly office: Office }) {
  const t = words(c);
  const { money, moment } = c.var.formats;
  const sales = register.newest(8);
  return (
    <Card title={t.latest} actions={<a href="/sales">{t.allSales}</a>}>
      {sales.length === 0 ? (
        <Empty title={t.noSales} />
      ) : (
        <ul class="list">
          {sales.map(({ invoiceId, memberId, soldAt, total }) => (
            <li>
              <span>
                <a href={saleAddress(invoiceId)}>{invoiceId}</a>{' '}
                <bdi class="note">{memberId !== null && (directory.get(memberId)?.name ?? memberId)}</bdi>
              </span>
              <span class="end">
                {money(total)} <span class="note">{moment(soldAt)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
