import type { Office } from '../../office.ts';
import { tillAddress } from '../../ui/addresses.ts';
import { Card, Problem } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { Field, Form } from '../../ui/form.tsx';
import { show } from '../../ui/page.tsx';
import { readQuery } from '../../ui/read-form.ts';
import { SaleLines } from '../sales/sale-lines.tsx';
import { TillSays } from './till-says.tsx';
import { type TypedTill, typedTill } from './typed-till.ts';
import { words } from './words.ts';

/** The form of a sale at the till. What is typed stands on the left, and what the till says to it on the right. */
export async function tillPage(c: Page, office: Office, refused?: { typed: TypedTill; problem?: string }) {
  const t = words(c);
  const typed = refused?.typed ?? typedTill(readQuery(c));
  return show(
    c,
    { title: t.title, status: refused?.problem === undefined ? 200 : 422 },
    <>
      <Waiting c={c} office={office} />
      <Form c={c} action="/till" formKey={typed.key || undefined} class="till">
        {/* Enter in a field, which scanners send, looks and spends nothing: the first button of a form is pressed by it. */}
        <button class="hidden" name="do" value="look" tabindex={-1}>
          {t.look}
        </button>
        <div class="stack">
          {refused?.problem !== undefined && <Problem>{refused.problem}</Problem>}
          <Card>
            <div
              class="fields"
              id="sale"
              hx-get="/till"
              hx-include="#sale"
              hx-trigger="input changed delay:300ms"
              hx-target="#says"
              hx-select="#says"
              hx-swap="outerMorph"
            >
              <Field
                name="who"
                label={t.who}
                hint={t.whoHint}
                value={typed.who}
                autocomplete="off"
                maxlength={200}
                autofocus={typed.who === ''}
              />
              <SaleLines c={c} lines={typed.lines} />
              <div class="row">
                <Field
                  name="points"
                  label={t.usePoints}
                  value={typed.points}
                  inputmode="numeric"
                  autocomplete="off"
                  maxlength={20}
                />
                <Field
                  name="plu"
                  label={t.plu}
                  value={typed.plu}
                  inputmode="numeric"
                  autocomplete="off"
                  maxlength={50}
                />
              </div>
            </div>
          </Card>
        </div>
        <TillSays c={c} office={office} typed={typed} />
      </Form>
    </>,
  );
}

/** Sales that somebody went away from while they waited for a code. */
function Waiting({ c, office: { waiting, directory } }: { c: Page; office: Office }) {
  const t = words(c);
  const sales = waiting.list(5);
  if (sales.length === 0) return null;
  return (
    <Card title={t.waiting}>
      <ul class="choices">
        {sales.map(({ invoiceId, memberId }) => (
          <li>
            <a class="button" href={tillAddress(invoiceId)}>
              <strong>{directory.get(memberId)?.name ?? memberId}</strong>
              <span class="note">{invoiceId}</span>
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}
