import type { Invoice } from '@pointbook/core';
import type { Office } from '../office.ts';
import { allOrNothing } from './all-or-nothing.ts';

/** Money that was received for a sale. */
export interface Received {
  readonly paymentId: string;
  /** In minor units. */
  readonly amount: number;
  readonly receivedBy: string;
}

// #region receive
/** Records money, and where payments are approved the shop's row of what waits, in one transaction. */
export function receiveMoney(office: Office, invoice: Invoice, { paymentId, amount, receivedBy }: Received) {
  const { database, ledger, payments, now } = office;
  const { invoiceId, memberId, currency } = invoice;
  return allOrNothing(database, () => {
    if (ledger.program.earn.approvePayments)
      payments.add({ invoiceId, paymentId, memberId, amount, paidAt: now(), receivedBy });
    const payment = { invoiceId, paymentId, amount, currency, actor: receivedBy };
    return ledger.pointbook.within(database).recordPayment(payment);
  });
}
// #endregion receive

/** Points of a customer that come once payments are approved. They are in no balance yet. */
export async function pointsAwaitingApproval({ ledger, payments }: Office, memberId: string): Promise<number> {
  const ids = new Set(payments.waiting(100, memberId).map(({ invoiceId }) => invoiceId));
  const sales = await Promise.all([...ids].map(async (invoiceId) => ledger.pointbook.getInvoice({ invoiceId })));
  return sales.reduce((sum, sale) => sum + (sale.isOk() ? pointsToCome(sale.value) : 0), 0);
}

/** Points that a sale earns once its payments are approved. */
export function pointsToCome({ withheld, explanation, earned }: Invoice): number {
  return withheld === 'awaiting-approval' ? explanation.points - earned : 0;
}
