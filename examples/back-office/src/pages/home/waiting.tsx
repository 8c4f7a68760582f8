import { orThrow } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
import { saleAddress } from '../../ui/addresses.ts';
import { Card } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { words } from './words.ts';

/** So many sales are looked at. */
const latest = 40;
/** So many of them are shown. */
const shown = 6;

/** The latest sales that are not paid, or whose payment nobody has approved. */
export async function Waiting({ c, office: { register, ledger } }: { readonly c: Page; readonly office: Office }) {
  const t = words(c);
  const { money, number } = c.var.formats;
  const invoices = await Promise.all(
    register.newest(latest).map(async ({ invoiceId }) => orThrow(await ledger.pointbook.getInvoice({ invoiceId }))),
  );
  const waiting = invoices.filter(
    ({ state, leftToPay, withheld }) => state === 'standing' && (leftToPay > 0 || withheld === 'awaiting-approval'),
  );
  return (
    <Card title={t.waiting}>
      {waiting.length === 0 ? (
        <p class="hint">{t.nothingWaits(number(latest))}</p>
      ) : (
        <>
          <p class="hint">{t.ofLatest(number(latest))}</p>
          <ul class="list">
            {waiting.slice(0, shown).map(({ invoiceId, leftToPay }) => (
              <li>
                <a href={saleAddress(invoiceId)}>{invoiceId}</a>
                <span class="note">{leftToPay > 0 ? t.unpaid(money(leftToPay)) : t.unapproved}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
