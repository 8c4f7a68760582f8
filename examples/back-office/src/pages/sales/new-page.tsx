import type { Office } from '../../office.ts';
import { Card, Problem } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { Field, Form } from '../../ui/form.tsx';
import { show } from '../../ui/page.tsx';
import { readQuery } from '../../ui/read-form.ts';
import { Choices } from './choices.tsx';
import { findCustomer } from './find-customer.ts';
import { SaleLines } from './sale-lines.tsx';
import { lineInput, linesOf, totalOf, type TypedSale, typedSale } from './typed-sale.ts';
import { words } from './words.ts';

/** The form of a new sale. While one types, it says who the customer is and what the sale earns. */
export async function newPage(c: Page, office: Office, typed?: TypedSale, mistake?: string) {
  const t = words(c);
  const asked = typed ?? typedSale(readQuery(c));
  return show(
    c,
    { title: t.newSale, status: mistake === undefined ? 200 : 422, back: { href: '/sales', label: t.title } },
    <Card>
      <Form c={c} action="/sales/new" formKey={asked.key || undefined}>
        {mistake !== undefined && <Problem>{mistake}</Problem>}
        <div
          class="fields"
          id="sale"
          hx-get="/sales/new"
          hx-include="#sale"
          hx-trigger="input changed delay:400ms"
          hx-target="#says"
          hx-select="#says"
          hx-swap="outerHTML"
        >
          <Field name="who" label={t.who} hint={t.whoHint} value={asked.who} autocomplete="off" maxlength={200} />
          <SaleLines c={c} lines={asked.lines} />
        </div>
        <Says c={c} office={office} sale={asked} />
        <button class="main">{t.save}</button>
      </Form>
    </Card>,
  );
}

/** Who the customer is, and what the sale earns. */
async function Says({ c, office, sale }: { c: Page; office: Office; sale: TypedSale }) {
  const t = words(c);
  const { number } = c.var.formats;
  const { program, pointbook } = office.ledger;
  const found = await findCustomer(office, sale.who);
  const read = linesOf(c, sale, program.currency);
  const says: string[] = [];
  if (found.is === 'one') says.push(t.available(found.name, number(found.available)));
  if (found.is === 'none') says.push(t.notFound);
  if (found.is === 'one' && 'lines' in read) {
    const { lines } = read;
    const quote = pointbook.quoteEarning({
      total: totalOf(lines),
      currency: program.currency,
      lines: lines.map(lineInput),
      soldAt: new Date(),
    });
    if (quote.isOk()) says.push(t.would(number(quote.value.points)));
  }
  return (
    <div id="says" class="hint" role="status">
      {says.join(' ')}
      {found.is === 'several' && <Choices c={c} customers={found.customers} field="who" />}
    </div>
  );
}
