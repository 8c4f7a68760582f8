import { orThrow } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
import { type Customer, placeAfter } from '../../shop/directory.ts';
import { mayDo } from '../../staff/roles.ts';
import { Empty } from '../../ui/blocks.tsx';
import { Icon } from '../../ui/icons.tsx';
import type { Page } from '../../ui/env.ts';
import { show } from '../../ui/page.tsx';
import { ChoosingForm } from './choosing-form.tsx';
import { CustomerTable } from './customer-table.tsx';
import { fieldsOf, perPage, placeIn } from './customer-place.ts';
import { words } from './words.ts';

/** The customers by name, and those that a text finds. */
export async function listPage(c: Page, { ledger, directory }: Office) {
  const t = words(c);
  const field = (name: string) => c.req.query(name) ?? '';
  const text = field('q');
  const customers = directory.page(text, placeIn(field), perPage);
  const last = customers.length === perPage ? customers.at(-1) : undefined;
  const balances = await Promise.all(
    customers.map(async ({ memberId }) => orThrow(await ledger.pointbook.getBalance({ memberId })).balance),
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
        hx-sync="this:replace"
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
            <Found c={c} customers={customers} balances={balances} count={directory.count(text)} />
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

interface FoundProps {
  readonly c: Page;
  readonly customers: readonly Customer[];
  readonly balances: readonly number[];
  /** How many there are on all pages. */
  readonly count: number;
}

function Found({ c, customers, balances, count }: FoundProps) {
  const t = words(c);
  const mayChoose = c.var.staff !== null && mayDo(c.var.staff.role, 'manager');
  const table = <CustomerTable c={c} customers={customers} balances={balances} mayChoose={mayChoose} />;
  return (
    <>
      <p class="hint">{t.found(c.var.formats.number(count))}</p>
      {mayChoose ? (
        <ChoosingForm c={c} count={count}>
          {table}
        </ChoosingForm>
      ) : (
        table
      )}
    </>
  );
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
