import { randomUUID } from 'node:crypto';
import Link from 'next/link';
import { money } from '../lib/money.ts';
import { theShop } from '../lib/shop.ts';
import { ActionForm } from './action-form.tsx';
import { saveOrder } from './actions.ts';

// Each page has an order id of its own.
export const dynamic = 'force-dynamic';

/** A new order, and the last ones. */
export default function NewOrder() {
  return (
    <>
      <h1>New order</h1>
      <ActionForm action={saveOrder} verb="Save the order">
        <input type="hidden" name="orderId" value={randomUUID()} />
        <label>
          Customer
          <input name="customerId" placeholder="ayu" autoComplete="off" required />
        </label>
        <label>
          Total in pounds
          <input name="total" inputMode="decimal" placeholder="12.50" autoComplete="off" required />
        </label>
      </ActionForm>
      <h2>Last orders</h2>
      <ul>
        {theShop()
          .orders()
          .map(({ orderId, customerId, total }) => (
            <li key={orderId}>
              <Link href={`/orders/${orderId}`}>
                {customerId}, {money(total)}
              </Link>
            </li>
          ))}
      </ul>
    </>
  );
}
