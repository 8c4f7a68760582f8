import type { RefundReceipt } from '@pointbook/core';
import type { AnyFailure } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
import type { Sale } from '../../shop/register.ts';
import { staffOf } from '../../staff/guard.tsx';
import { mayDo } from '../../staff/roles.ts';
import { saleAddress } from '../../ui/addresses.ts';
import { Card, Columns, Figure, Problem, Table } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { toldFailure } from '../../ui/failures.ts';
import { Form } from '../../ui/form.tsx';
import { done, show } from '../../ui/page.tsx';
import { readForm } from '../../ui/read-form.ts';
import { words } from './words.ts';

/** What comes back: all of a sale that was a mistake, or pieces of lines. */
type Back =
  | { readonly all: true }
  | { readonly all: false; readonly lines: readonly { lineId: string; quantity: string }[] };

/** The form of goods that come back. What goes back to the customer is told before it is done. */
export async function backPage(c: Page, office: Office, mistake?: string) {
  const t = words(c);
  if (c.var.staff === null || !mayDo(c.var.staff.role, 'manager')) return c.notFound();
  const invoiceId = c.req.param('invoiceId') ?? '';
  const sale = office.register.get(invoiceId);
  if (sale === null) return c.notFound();
  const here = saleAddress(invoiceId);
  const isAll = c.req.query('all') !== undefined;
  const isAsked = isAll || c.req.query('look') !== undefined;
  const read = isAll ? { back: { all: true } as const } : readBack(c, sale, (name) => c.req.query(name) ?? '');
  const told = isAsked && 'back' in read ? tryOut(office, sale, read.back) : null;
  const problem =
    mistake ?? (isAsked && 'mistake' in read ? read.mistake : told && 'kind' in told ? toldFailure(c, told) : null);
  return show(
    c,
    {
      title: isAll ? t.voidSale : t.goodsBack,
      status: problem === null ? 200 : 422,
      back: { href: here, label: `${t.number} ${invoiceId}` },
    },
    <>
      {problem !== null && <Problem>{problem}</Problem>}
      {isAll ? <p>{t.voidText}</p> : <Pieces c={c} sale={sale} here={here} />}
      {told && !('kind' in told) && 'back' in read && <Preview c={c} told={told} back={read.back} here={here} />}
    </>,
  );
}

/** Takes back what the form says. */
export async function takeBack(c: Page, office: Office) {
  const t = words(c);
  const { formats } = c.var;
  const invoiceId = c.req.param('invoiceId') ?? '';
  const sale = office.register.get(invoiceId);
  if (sale === null) return c.notFound();
  const form = await readForm(c);
  const read = form.text('all') === 'yes' ? { back: { all: true } as const } : readBack(c, sale, form.text);
  if ('mistake' in read) return backPage(c, office, read.mistake);
  // #region take-back
  const command = { invoiceId, refundId: form.key, actor: staffOf(c).staffId };
  const { pointbook } = office.ledger;
  const taken = read.back.all
    ? await pointbook.voidInvoice(command)
    : await pointbook.refundInvoice({ ...command, lines: read.back.lines });
  if (taken.isErr()) return backPage(c, office, toldFailure(c, taken.error));
  const { money, pointsReturned, earned, clawedBack } = taken.value;
  const points = pointsReturned + earned - clawedBack;
  // #endregion take-back
  return done(c, saleAddress(invoiceId), t.refunded(formats.money(money), formats.change(points)));
}

// #region try-out
/** What a refund would do: it is carried out in a transaction that is rolled back. */
function tryOut({ ledger, database }: Office, { invoiceId }: Sale, back: Back): RefundReceipt | AnyFailure {
  const command = { invoiceId, refundId: 'a refund that is only looked at' };
  database.exec('BEGIN IMMEDIATE');
  try {
    const joined = ledger.pointbook.within(database);
    const tried = back.all ? joined.voidInvoice(command) : joined.refundInvoice({ ...command, lines: back.lines });
    return tried.isOk() ? tried.value : tried.error;
  } finally {
    database.exec('ROLLBACK');
  }
}
// #endregion try-out

/** The pieces that come back, as they were typed, or what is wrong with them. */
function readBack(c: Page, { lines }: Sale, typed: (name: string) => string): { back: Back } | { mistake: string } {
  const t = words(c);
  const back: { lineId: string; quantity: string }[] = [];
  for (const [index, { lineId, quantity }] of lines.entries()) {
    const text = typed(`back-${lineId}`).trim();
    if (text === '' || text === '0') continue;
    const pieces = Number(text);
    if (!Number.isSafeInteger(pieces) || pieces < 0 || pieces > quantity)
      return { mistake: t.backWrong(index + 1, c.var.formats.number(quantity)) };
    back.push({ lineId, quantity: text });
  }
  return back.length === 0 ? { mistake: t.nothingBack } : { back: { all: false, lines: back } };
}

function Pieces({ c, sale, here }: { c: Page; sale: Sale; here: string }) {
  const t = words(c);
  const { number, money } = c.var.formats;
  return (
    <Card>
      <form action={`${here}/back`}>
        <Table caption={t.goodsBack}>
          <Columns
            of={[
              { label: t.article },
              { label: t.quantity, class: 'end' },
              { label: t.total, class: 'end wide' },
              { label: t.back, class: 'end' },
            ]}
          />
          <tbody>
            {sale.lines.map(({ lineId, name, quantity, net }) => (
              <tr>
                <td>{name}</td>
                <td class="end">{number(quantity)}</td>
                <td class="end wide">{money(net)}</td>
                <td class="end">
                  <input
                    name={`back-${lineId}`}
                    aria-label={`${name}: ${t.back}`}
                    inputmode="numeric"
                    autocomplete="off"
                    value={c.req.query(`back-${lineId}`)}
                    maxlength={7}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
        <input type="hidden" name="look" value="yes" />
        <button class="main">{t.look}</button>
      </form>
    </Card>
  );
}

function Preview({ c, told, back, here }: { c: Page; told: RefundReceipt; back: Back; here: string }) {
  const t = words(c);
  const { number, money } = c.var.formats;
  return (
    <Card title={t.would2} id="preview">
      <dl class="figures">
        <Figure label={t.money} value={money(told.money)} />
        <Figure label={t.pointsTaken} value={number(told.clawedBack)} />
        {told.pointsReturned > 0 && <Figure label={t.pointsReturned} value={number(told.pointsReturned)} />}
        {told.debt > 0 && <Figure label={t.owed} value={number(told.debt)} />}
        {told.forgiven > 0 && <Figure label={t.forgiven} value={number(told.forgiven)} />}
      </dl>
      <Form c={c} action={`${here}/back`}>
        {back.all ? (
          <input type="hidden" name="all" value="yes" />
        ) : (
          back.lines.map(({ lineId, quantity }) => <input type="hidden" name={`back-${lineId}`} value={quantity} />)
        )}
        <div class="actions">
          <button class="danger">{back.all ? t.confirmVoid : t.confirm}</button>
          <a class="button quiet" href={here}>
            {t.cancel}
          </a>
        </div>
      </Form>
    </Card>
  );
}
