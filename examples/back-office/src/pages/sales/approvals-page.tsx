import type { PropsWithChildren } from 'hono/jsx';
import type { Office } from '../../office.ts';
import type { WaitingPayment } from '../../shop/payments-book.ts';
import { pointsToCome } from '../../shop/receive-money.ts';
import { saleAddress } from '../../ui/addresses.ts';
import { Card, Empty, Problem } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { Form } from '../../ui/form.tsx';
import { done, show } from '../../ui/page.tsx';
import { pressedOf, readForm } from '../../ui/read-form.ts';
import { decidePayment } from './decide-payment.ts';
import { words } from './words.ts';

const maxShown = 50;

/** The payments that wait for somebody's approval, the oldest first. */
export function approvalsPage(c: Page, office: Office, problem?: string) {
  const t = words(c);
  const waiting = office.payments.waiting(maxShown);
  return show(
    c,
    { title: t.approvals, status: problem === undefined ? 200 : 422, back: { href: '/sales', label: t.title } },
    <>
      {problem !== undefined && <Problem>{problem}</Problem>}
      {waiting.length === 0 ? (
        <Card>
          <Empty title={t.nothingWaits}>
            <p>{t.nothingWaitsText}</p>
          </Empty>
        </Card>
      ) : (
        <>
          <p>{t.approvalsText}</p>
          {waiting.map((payment) => (
            <Waiting c={c} office={office} payment={payment} />
          ))}
        </>
      )}
    </>,
  );
}

/** Approves or refuses what the form names. */
export async function decide(c: Page, office: Office) {
  const form = await readForm(c);
  const [invoiceId, paymentId, reason] = [form.text('invoiceId'), form.text('paymentId'), form.text('reason')];
  const payment = { invoiceId, paymentId, reason, key: form.key };
  const decided = decidePayment(c, office, payment, pressedOf(form, ['approve', 'refuse']));
  return 'told' in decided ? done(c, '/sales/approvals', decided.told) : approvalsPage(c, office, decided.problem);
}

async function Waiting({ c, office, payment }: { c: Page; office: Office; payment: WaitingPayment }) {
  const t = words(c);
  const { money, moment, number } = c.var.formats;
  const { directory, ledger, staff } = office;
  const { invoiceId, paymentId, memberId, amount, paidAt, receivedBy } = payment;
  const customer = memberId === null ? t.nobody : (directory.get(memberId)?.name ?? memberId);
  const invoice = await ledger.pointbook.getInvoice({ invoiceId });
  const points = invoice.isOk() ? pointsToCome(invoice.value) : 0;
  const reasonId = `reason-${invoiceId}-${paymentId}`;
  return (
    <Card title={t.amountOf(money(amount), customer)}>
      <p class="note">
        <a href={saleAddress(invoiceId)}>{invoiceId}</a> ·{' '}
        {t.recordedBy(staff.get(receivedBy)?.name ?? receivedBy, moment(paidAt))}
      </p>
      <p>{points > 0 ? t.pointsToCome(number(points)) : t.partOnly}</p>
      <Decision c={c} payment={payment}>
        <button class="main" name="do" value="approve">
          {t.approve}
        </button>
      </Decision>
      <Decision c={c} payment={payment}>
        <div class="field">
          <label for={reasonId}>{t.refuseReason}</label>
          <input id={reasonId} name="reason" maxlength={200} autocomplete="off" />
        </div>
        <button class="danger" name="do" value="refuse">
          {t.refuse}
        </button>
      </Decision>
    </Card>
  );
}

/** A form for each: Enter in the field of a reason presses the first button, which must not be the one that approves. */
function Decision({ c, payment, children }: PropsWithChildren<{ c: Page; payment: WaitingPayment }>) {
  return (
    <Form c={c} action="/sales/approvals">
      <input type="hidden" name="invoiceId" value={payment.invoiceId} />
      <input type="hidden" name="paymentId" value={payment.paymentId} />
      {children}
    </Form>
  );
}
