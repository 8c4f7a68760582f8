import { linkParameter } from '@pointbook/http';
import type { Office } from '../../office.ts';
import type { Customer } from '../../shop/directory.ts';
import type { Page } from '../../ui/env.ts';
import { MemberCard } from '../../ui/member-card.tsx';
import { show } from '../../ui/page.tsx';
import { OnPaper } from '../../ui/paper.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { myAddress } from './addresses.ts';
import { words } from './words.ts';

/** The customer's card, to show at the till or to print. */
export function myCardPage(c: Page, { ledger }: Office, customer: Customer): Response | Promise<Response> {
  const t = words(c);
  const back = { href: myAddress(c.req.query(linkParameter) ?? ''), label: t.title };
  return show(
    c,
    { title: t.card, back, actions: <PrintButton>{t.print}</PrintButton> },
    <>
      <p class="hint controls">{t.cardText}</p>
      <OnPaper paper="card">
        <MemberCard c={c} shop={ledger.program.name} customer={customer} />
      </OnPaper>
    </>,
  );
}
