'use server';

import { isPointbookError } from '@pointbook/core/errors';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { type Refusal, refusalOf } from '../lib/refusal.ts';
import { theShop } from '../lib/shop.ts';

// Anybody can call a server action. Those of a shop ask first who is signed in, and give that person as the actor.

// #region save-order
/** Saves an order and its points. The form has the id of the order, so a form that is sent twice is one order. */
export async function saveOrder(_before: Refusal | null, form: FormData): Promise<Refusal | null> {
  const order = orderForm.safeParse(Object.fromEntries(form));
  if (!order.success) return mistyped(order.error);
  try {
    theShop().saveOrder(order.data);
  } catch (thrown) {
    if (!isPointbookError(thrown)) throw thrown;
    return refusalOf(thrown.failure);
  }
  redirect(`/orders/${order.data.orderId}`);
}
// #endregion save-order

/** Holds points for an order, and sends the customer a code. */
export async function requestCode(_before: Refusal | null, form: FormData): Promise<Refusal | null> {
  const request = requestForm.safeParse(Object.fromEntries(form));
  if (!request.success) return mistyped(request.error);
  const { orderId, customerId, redemptionId, points } = request.data;
  const sale = { memberId: customerId, invoiceId: orderId };
  const asked = await theShop().pointbook.codes.requestRedemption({ ...sale, redemptionId, points });
  if (asked.isErr()) return refusalOf(asked.error);
  // The address keeps the challenge, also when the page is loaded again.
  redirect(`/orders/${orderId}?challenge=${asked.value.challengeId}`);
}

/** Spends the points, if the code is right. */
export async function confirmCode(_before: Refusal | null, form: FormData): Promise<Refusal | null> {
  const confirmation = confirmForm.safeParse(Object.fromEntries(form));
  if (!confirmation.success) return mistyped(confirmation.error);
  const { orderId, challengeId, code } = confirmation.data;
  const spent = await theShop().pointbook.codes.confirmRedemption({ challengeId, code });
  if (spent.isErr()) return refusalOf(spent.error);
  redirect(`/orders/${orderId}`);
}

const orderForm = z.object({
  orderId: z.uuid(),
  customerId: z.string().min(1),
  // Typed in pounds.
  total: z
    .string()
    .regex(/^\d{1,7}(\.\d{2})?$/, 'Write the total as 12.50.')
    .transform((pounds) => Math.round(Number(pounds) * 100)),
});
const requestForm = z.object({
  orderId: z.uuid(),
  customerId: z.string(),
  redemptionId: z.uuid(),
  points: z.coerce.number().int().positive('Write how many points.'),
});
const confirmForm = z.object({
  orderId: z.uuid(),
  challengeId: z.string(),
  code: z.string().trim().regex(/^\d+$/, 'A code has 6 digits.'),
});

function mistyped({ issues }: z.ZodError): Refusal {
  return { kind: 'invalid-form', text: issues.map(({ message }) => message).join(' ') };
}
