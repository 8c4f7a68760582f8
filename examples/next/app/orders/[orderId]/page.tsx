import { randomUUID } from 'node:crypto';
import { orThrow } from '@pointbook/core/errors';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { money } from '../../../lib/money.ts';
import { theShop } from '../../../lib/shop.ts';
import { ActionForm } from '../../action-form.tsx';
import { confirmCode, requestCode } from '../../actions.ts';

interface OrderPageProps {
  readonly params: Promise<{ orderId: string }>;
  readonly searchParams: Promise<{ challenge?: string }>;
}

/** An order: what it earned, what is left to pay, and the two steps by which points pay a part of it. */
export default async function OrderPage({ params, searchParams }: OrderPageProps) {
  const { orderId } = await params;
  const { challenge } = await searchParams;
  const { pointbook, inbox, order } = theShop();
  const saved = order(orderId);
  if (saved === undefined) notFound();
  const { customerId, total } = saved;
  const { earned, leftToPay } = await orThrow(pointbook.getInvoice({ invoiceId: orderId }));
  const { available } = await orThrow(pointbook.getBalance({ memberId: customerId }));
  const sent = inbox.last();
  return (
    <>
      <h1>Order of {money(total)}</h1>
      <dl>
        <dt>Points earned</dt>
        <dd>{earned}</dd>
        <dt>Points of the customer</dt>
        <dd>{available}</dd>
        <dt>Left to pay</dt>
        <dd>{money(leftToPay)}</dd>
      </dl>
      {challenge === undefined ? (
        <ActionForm action={requestCode} verb="Send a code">
          <input type="hidden" name="orderId" value={orderId} />
          <input type="hidden" name="customerId" value={customerId} />
          <input type="hidden" name="redemptionId" value={randomUUID()} />
          <label>
            Points to use
            <input name="points" inputMode="numeric" autoComplete="off" required />
          </label>
        </ActionForm>
      ) : (
        <ActionForm action={confirmCode} verb="Use the points">
          <input type="hidden" name="orderId" value={orderId} />
          <input type="hidden" name="challengeId" value={challenge} />
          <label>
            Code of the customer
            <input name="code" inputMode="numeric" autoComplete="one-time-code" required />
          </label>
          {sent && (
            <p className="phone">
              The phone {sent.to}: {sent.text}
            </p>
          )}
        </ActionForm>
      )}
      <p>
        <Link href="/">New order</Link>
      </p>
    </>
  );
}
