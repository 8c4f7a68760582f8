import type { Office } from '../../office.ts';
import { customerAddress } from '../../ui/addresses.ts';
import { Empty } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { MemberCard } from '../../ui/member-card.tsx';
import { show } from '../../ui/page.tsx';
import { OnPaper, type Paper, paperIn, papers } from '../../ui/paper.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { type Chosen, chosenIn } from './chosen.ts';
import { words } from './words.ts';

/** The cards of the customers that the address names, or that its text finds, as they will be printed. */
export function cardsPage(c: Page, { directory, ledger }: Office) {
  const t = words(c);
  const paper = paperIn(c.req.query('paper'));
  const chosen = chosenIn(c, directory);
  const { customers } = chosen;
  if (customers.length === 0)
    return show(
      c,
      { title: t.title, back: { href: '/customers', label: t.customers } },
      <section class="card">
        <Empty title={t.none}>
          <p>{t.noneText}</p>
        </Empty>
      </section>,
    );
  return show(
    c,
    { title: t.title, back: backOf(c, chosen), actions: <PrintButton>{t.print}</PrintButton> },
    <>
      <Controls c={c} chosen={chosen} paper={paper} />
      <OnPaper paper={paper}>
        {customers.map((customer) => (
          <MemberCard c={c} shop={ledger.program.name} customer={customer} />
        ))}
      </OnPaper>
    </>,
  );
}

/** One customer's card leads back to that customer. */
function backOf(c: Page, { customers, fields }: Chosen) {
  const isNamed = fields.some(([name]) => name === 'member');
  const one = customers.length === 1 && isNamed ? customers[0] : undefined;
  return one === undefined
    ? { href: '/customers', label: words(c).customers }
    : { href: customerAddress(one.memberId), label: one.name ?? one.memberId };
}

function Controls({ c, chosen, paper }: { readonly c: Page; readonly chosen: Chosen; readonly paper: Paper }) {
  const t = words(c);
  const { customers, fields, further } = chosen;
  return (
    <section class="card controls">
      <form method="get" action="/cards" class="inline">
        {fields.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <label for="paper">{t.paper}</label>
        <select id="paper" name="paper" data-submit>
          {papers.map((each) => (
            <option value={each} selected={each === paper}>
              {t[each]}
            </option>
          ))}
        </select>
        <noscript>
          <button>{t.change}</button>
        </noscript>
      </form>
      <p class="hint">{t.hint(c.var.formats.number(customers.length))}</p>
      {further !== null && (
        <p>
          <a class="button" href={`/cards?${new URLSearchParams([...further, ['paper', paper]])}`}>
            {t.next}
          </a>
        </p>
      )}
    </section>
  );
}
