import { orThrow } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
import { type CustomerPlace, placeAfter } from '../../shop/directory.ts';
import { customerAddress } from '../../ui/addresses.ts';
import { Columns, Empty, Table } from '../../ui/blocks.tsx';
import { Icon } from '../../ui/icons.tsx';
import type { Page } from '../../ui/env.ts';
import { show } from '../../ui/page.tsx';
import { words } from './words.ts';

const perPage = 25;

/** The customers by name, and those that a text finds. */
export async function listPage(c: Page, { ledger, directory }: Office) {
  const t = words(c);
  const { number } = c.var.formats;
  const text = c.req.query('q') ?? '';
  const customers = directory.page(text, placeIn(c), perPage);
  const last = customers.length === perPage ? customers.at(-1) : undefined;
  const balances = await Promise.all(
    customers.map(async ({ memberId }) => orThrow(await ledger.pointbook.getBalance({ memberId }))),
  );
  return show(
    c,
    { title: t.title },
    <>
      <form
        class="search"
        action="/customers"
        role="search"
        hx-get="/customers"
        hx-trigger="input changed delay:300ms from:#q, submit"
        hx-target="#found"
        hx-select="#found"
        hx-swap="outerHTML"
        hx-push-url="true"
      >
        <label class="hidden" for="q">
          {t.search}
        </label>
        <Icon name="search" />
        <input id="q" name="q" type="search" value={text} placeholder={t.search} autocomplete="off" maxlength={100} />
        <noscript>
          <button>{t.find}</button>
        </noscript>
      </form>
      <section class="card" id="found" aria-live="polite">
        {customers.length === 0 ? (
          <Empty title={t.none}>
            <p>{t.noneText}</p>
          </Empty>
        ) : (
          <>
            <p class="hint">{t.found(number(directory.count(text)))}</p>
            <Table caption={t.title}>
              <Columns of={[{ label: t.name }, { label: t.phone }, { label: t.points, class: 'end' }]} />
              <tbody>
                {customers.map(({ memberId, name, phone }, index) => (
                  <tr>
                    <th scope="row">
                      <a href={customerAddress(memberId)}>{name ?? memberId}</a>
                      <div class="note">{memberId}</div>
                    </th>
                    <td>{phone}</td>
                    <td class="end">{number(balances[index]?.balance ?? 0)}</td>
                  </tr>
                ))}
              </tbody>
            </Table>
            <p class="pages">
              {last && (
                <a
                  class="button"
                  href={`/customers?${new URLSearchParams({ q: text, ...fieldsOf(placeAfter(last)) })}`}
                >
                  {t.next}
                </a>
              )}
              <PrintCards c={c} text={text} />
            </p>
          </>
        )}
      </section>
    </>,
  );
}

function fieldsOf({ name, memberId }: CustomerPlace) {
  return { after: name, id: memberId };
}

function placeIn(c: Page): CustomerPlace | null {
  const [name, memberId] = [c.req.query('after'), c.req.query('id')];
  return name === undefined || memberId === undefined ? null : { name, memberId };
}

/** The cards of those who are found. */
function PrintCards({ c, text }: { readonly c: Page; readonly text: string }) {
  return (
    <a class="button" href={`/cards?${new URLSearchParams({ q: text })}`}>
      <Icon name="print" />
      {words(c).printCards}
    </a>
  );
}
