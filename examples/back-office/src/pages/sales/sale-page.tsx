import type { Invoice } from '@pointbook/core';
import { orThrow } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
import { mayDo } from '../../staff/roles.ts';
import type { Decision } from '../../shop/payments-book.ts';
import type { Sale } from '../../shop/register.ts';
import { customerAddress, saleAddress } from '../../ui/addresses.ts';
import { Card, Columns, Empty, Figure, Problem, Table } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { Field, Form } from '../../ui/form.tsx';
import { show } from '../../ui/page.tsx';
import { typedMoney } from '../../shop/money.ts';
import { SaleState } from './sale-state.tsx';
import { Why } from './why.tsx';
import { words } from './words.ts';

/** A form of the page that was refused. */
export interface Refusal {
  readonly key: string;
  readonly typed: string;
  readonly problem: string;
}

/** A sale: what was sold and paid, what it earned and why, and what may be done with it. */
export async function salePage(c: Page, office: Office, refused?: Refusal) {
  const t = words(c);
  const { ledger, register, directory } = office;
  const invoiceId = c.req.param('invoiceId') ?? '';
  const sale = register.get(invoiceId);
  if (sale === null) return c.notFound();
  const invoice = orThrow(await ledger.pointbook.getInvoice({ invoiceId }));
  const isManager = c.var.staff !== null && mayDo(c.var.staff.role, 'manager');
  const customer = invoice.memberId === null ? null : directory.get(invoice.memberId);
  const here = saleAddress(invoiceId);
  return show(
    c,
    {
      title: `${t.number} ${invoiceId}`,
      status: refused ? 422 : 200,
      back: { href: '/sales', label: t.title },
      actions: <SaleState c={c} invoice={invoice} />,
    },
    <>
      {refused && <Problem>{refused.problem}</Problem>}
      <div class="columns">
        <Card title={t.total}>
          <p class="note">
            {c.var.formats.moment(sale.soldAt)} ·{' '}
            {invoice.memberId === null ? (
              t.nobody
            ) : (
              <a href={customerAddress(invoice.memberId)}>{customer?.name ?? invoice.memberId}</a>
            )}
          </p>
          <dl class="figures">
            <Figure label={t.total} value={c.var.formats.money(invoice.total)} />
            <Figure label={t.left} value={c.var.formats.money(invoice.leftToPay)} />
            <Figure label={t.earned} value={c.var.formats.number(invoice.earned)} />
          </dl>
          <Why c={c} explanation={invoice.explanation} />
          <EarnedBy c={c} office={office} invoice={invoice} />
        </Card>
        <Payments c={c} office={office} invoice={invoice} isManager={isManager} here={here} refused={refused} />
      </div>
      <Lines c={c} sale={sale} />
      {isManager && (
        <Card title={t.mistakes}>
          {invoice.state === 'standing' ? (
            <div class="actions">
              <a class="button" href={`${here}/back`}>
                {t.goodsBack}
              </a>
              <a class="button" href={`${here}/back?all=yes`}>
                {t.voidSale}
              </a>
            </div>
          ) : (
            <Form c={c} action={`${here}/reinstatement`}>
              <button>{t.reinstate}</button>
            </Form>
          )}
        </Card>
      )}
    </>,
  );
}

/** By which version of the program the sale earns. Other rules that were published later do not change it. */
function EarnedBy({ c, office, invoice }: { c: Page; office: Office; invoice: Invoice }) {
  const t = words(c);
  const { number, day } = c.var.formats;
  const publication = office.ledger.publications.ofSale(invoice.programVersion, invoice.soldAt);
  if (publication === null) return null;
  const told = t.earnedBy(number(publication.number), day(publication.publishedAt));
  const isOwner = c.var.staff !== null && mayDo(c.var.staff.role, 'owner');
  return <p class="note">{isOwner ? <a href={`/program/versions/${publication.number}`}>{told}</a> : told}</p>;
}

interface PaymentsProps {
  readonly c: Page;
  readonly office: Office;
  readonly invoice: Invoice;
  readonly isManager: boolean;
  readonly here: string;
  readonly refused: Refusal | undefined;
}

function Payments({ c, office, invoice, isManager, here, refused }: PaymentsProps) {
  const t = words(c);
  const decisions = office.payments.decisions(invoice.invoiceId);
  const { money, moment } = c.var.formats;
  const { payments, leftToPay, currency, state } = invoice;
  return (
    <Card title={t.payments}>
      {payments.length === 0 ? (
        <p class="hint">{t.noPayments}</p>
      ) : (
        <ul class="list">
          {payments.map(({ paymentId, amount, paidAt, approvedAt, reversedAt }) => (
            <li>
              <span>
                {money(amount)} <span class="note">{moment(paidAt)}</span>
                {reversedAt !== null && <span class="tag bad">{t.takenBack}</span>}
                <Refused c={c} office={office} decision={decisions.get(paymentId)} />
                {approvedAt === null && reversedAt === null && <span class="tag warn">{t.awaits}</span>}
              </span>
              {isManager && reversedAt === null && (
                <Form c={c} action={`${here}/payments/${encodeURIComponent(paymentId)}`} class="inline">
                  {approvedAt === null && (
                    <button name="do" value="approve">
                      {t.approve}
                    </button>
                  )}
                  <button name="do" value="bounced" class="quiet">
                    {t.bounced}
                  </button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
      {leftToPay > 0 && state === 'standing' && (
        <Form c={c} action={`${here}/payments`} formKey={refused?.key}>
          <Field
            name="amount"
            label={t.amount}
            inputmode="decimal"
            autocomplete="off"
            required
            value={refused?.typed ?? typedMoney(leftToPay, currency)}
            maxlength={20}
          />
          <button class="main">{t.pay}</button>
        </Form>
      )}
    </Card>
  );
}

/** Who refused a payment, and why. */
function Refused({ c, office, decision }: { c: Page; office: Office; decision: Decision | undefined }) {
  if (decision?.state !== 'refused') return null;
  const who = office.staff.get(decision.decidedBy)?.name ?? decision.decidedBy;
  return <div class="note">{words(c).refusedBy(who, decision.reason ?? '')}</div>;
}

function Lines({ c, sale }: { c: Page; sale: Sale }) {
  const t = words(c);
  const { money, number } = c.var.formats;
  if (sale.lines.length === 0) return <Empty title={t.noLines} />;
  return (
    <Card title={t.lines}>
      <Table caption={t.lines}>
        <Columns of={[{ label: t.article }, { label: t.quantity, class: 'end' }, { label: t.total, class: 'end' }]} />
        <tbody>
          {sale.lines.map(({ name, sku, quantity, net }) => (
            <tr>
              <td>
                {name} <span class="note">{sku}</span>
              </td>
              <td class="end">{number(quantity)}</td>
              <td class="end">{money(net)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
