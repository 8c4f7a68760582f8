import type { Invoice } from '@pointbook/core';
import { orThrow } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
import type { Sale } from '../../shop/register.ts';
import { customerAddress, saleAddress, tillAddress } from '../../ui/addresses.ts';
import { Card, Pair, Problem, Table } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { Form } from '../../ui/form.tsx';
import { Icon } from '../../ui/icons.tsx';
import { show } from '../../ui/page.tsx';
import { SaleState } from '../sales/sale-state.tsx';
import { Why } from '../sales/why.tsx';
import { words } from './words.ts';

interface ReceiptProps {
  readonly sale: Sale;
  readonly invoice: Invoice;
  readonly problem: string | undefined;
}

/** What was sold, what points and money paid of it, and what it earned and why. */
export async function receiptPage(c: Page, office: Office, { sale, invoice, problem }: ReceiptProps) {
  const t = words(c);
  const { invoiceId, memberId, state, leftToPay } = invoice;
  const newSale = (
    <a class="button main big" href="/till">
      <Icon name="plus" />
      {t.newSale}
    </a>
  );
  return show(
    c,
    {
      title: t.receipt(invoiceId),
      status: problem === undefined ? 200 : 422,
      back: { href: '/till', label: t.title },
      actions: newSale,
    },
    <>
      {problem !== undefined && <Problem>{problem}</Problem>}
      <div class="columns">
        <Card title={t.whatWasSold} actions={<SaleState c={c} invoice={invoice} />}>
          <p class="note">
            {c.var.formats.moment(sale.soldAt)} · <a href={saleAddress(invoiceId)}>{t.sale(invoiceId)}</a>
          </p>
          <Lines c={c} sale={sale} invoice={invoice} />
          {state === 'standing' && leftToPay > 0 && (
            <Form c={c} action={`${tillAddress(invoiceId)}/money`}>
              <button class="main big">{t.take(c.var.formats.money(leftToPay))}</button>
            </Form>
          )}
        </Card>
        {memberId !== null && <Points c={c} office={office} invoice={invoice} memberId={memberId} />}
      </div>
    </>,
  );
}

function Lines({ c, sale, invoice }: { c: Page; sale: Sale; invoice: Invoice }) {
  const t = words(c);
  const { money, number } = c.var.formats;
  const paid = invoice.payments.filter(({ reversedAt }) => reversedAt === null);
  return (
    <Table caption={t.whatWasSold}>
      <tbody>
        {sale.lines.map(({ name, quantity, net }) => (
          <tr>
            <td>
              {quantity === 1 ? '' : `${number(quantity)} × `}
              {name}
            </td>
            <td class="end">{money(net)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <Sum label={t.total} amount={money(invoice.total)} />
        {invoice.redemptions.map(({ points, value }) => (
          <Sum label={t.paidByPoints(number(points))} amount={money(-value)} />
        ))}
        {paid.map(({ amount }) => (
          <Sum label={t.paidByMoney} amount={money(-amount)} />
        ))}
        <Sum label={t.toPay} amount={money(invoice.leftToPay)} />
      </tfoot>
    </Table>
  );
}

function Sum({ label, amount }: { label: string; amount: string }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td class="end">{amount}</td>
    </tr>
  );
}

interface PointsProps {
  readonly c: Page;
  readonly office: Office;
  readonly invoice: Invoice;
  readonly memberId: string;
}

async function Points({ c, office, invoice, memberId }: PointsProps) {
  const t = words(c);
  const { number } = c.var.formats;
  const { directory, ledger } = office;
  const { available, pending } = orThrow(await ledger.pointbook.getBalance({ memberId }));
  const spent = invoice.redemptions.reduce((sum, { points, returned }) => sum + points - returned, 0);
  return (
    <Card title={t.pointsOf(directory.get(memberId)?.name ?? memberId)}>
      <dl class="pairs">
        {spent > 0 && <Pair label={t.spentPoints} value={number(spent)} />}
        <Pair label={t.earned} value={number(invoice.earned)} />
        {pending > 0 && <Pair label={t.pending} value={number(pending)} />}
        <Pair label={t.availableNow} value={number(available)} />
      </dl>
      <Why c={c} explanation={invoice.explanation} isOpen />
      <p>
        <a href={customerAddress(memberId)}>{t.toCustomer}</a>
      </p>
    </Card>
  );
}
