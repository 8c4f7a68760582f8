import type { Office } from '../../office.ts';
import { Card, Problem } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { Field, Form } from '../../ui/form.tsx';
import { Icon } from '../../ui/icons.tsx';
import { show } from '../../ui/page.tsx';
import { findCustomer } from './find-customer.ts';
import { lineInput, linesOf, totalOf, type TypedSale, typedSale } from './typed-sale.ts';
import { words } from './words.ts';

const nothing: TypedSale = { key: '', who: '', lines: [] };
/** So many lines are there to be filled in, at least. */
const leastLines = 3;

/** The form of a new sale. While one types, it says who the customer is and what the sale earns. */
export async function newPage(c: Page, office: Office, typed?: TypedSale, mistake?: string) {
  const t = words(c);
  const { who, lines, key } = typed ?? { ...nothing, who: c.req.query('who') ?? '' };
  const asked = c.req.queries('article') === undefined ? { who, lines, key } : askedSale(c);
  const rows = Array.from(
    { length: Math.max(leastLines, asked.lines.length + 1) },
    (_, index) => asked.lines[index] ?? { article: '', quantity: '', price: '' },
  );
  return show(
    c,
    { title: t.newSale, status: mistake === undefined ? 200 : 422, back: { href: '/sales', label: t.title } },
    <Card>
      <Form c={c} action="/sales/new" formKey={key || undefined}>
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
          <fieldset class="lines">
            <legend>{t.lines}</legend>
            {rows.map((row, index) => (
              <div class="line" data-row>
                <Cell label={t.article} name="article" value={row.article} line={index + 1} maxlength={200} />
                <Cell label={t.quantity} name="quantity" value={row.quantity} line={index + 1} numeric="numeric" />
                <Cell label={t.price} name="price" value={row.price} line={index + 1} numeric="decimal" />
              </div>
            ))}
            <button type="button" class="quiet" data-repeat="[data-row]" hidden>
              <Icon name="plus" />
              {t.moreLines}
            </button>
          </fieldset>
        </div>
        <Says c={c} office={office} sale={asked} />
        <button class="main">{t.save}</button>
      </Form>
    </Card>,
  );
}

interface CellProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly line: number;
  readonly numeric?: 'numeric' | 'decimal';
  readonly maxlength?: number;
}

function Cell({ label, name, value, line, numeric, maxlength = 20 }: CellProps) {
  return (
    <label>
      <span>{label}</span>
      <input
        name={name}
        value={value}
        inputmode={numeric}
        maxlength={maxlength}
        autocomplete="off"
        aria-label={`${label}, ${line}`}
      />
    </label>
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
  if (found.is === 'several') says.push(t.several);
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
    <p id="says" class="hint" role="status">
      {says.join(' ')}
    </p>
  );
}

/** What the form says while it is being typed. */
function askedSale(c: Page): TypedSale {
  const texts = (name: string) => c.req.queries(name) ?? [];
  return typedSale({ key: '', text: (name) => texts(name)[0] ?? '', texts, whole: () => null });
}
