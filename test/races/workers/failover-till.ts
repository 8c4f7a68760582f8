// Sells without end by several callers, each sale under its id until it is acknowledged, and tells the parent of each.
// Told to stop, it ends once every sale that was begun is acknowledged.
import { setTimeout as pause } from 'node:timers/promises';
import { createPointbook } from '@pointbook/core';
import { postgresStore } from '@pointbook/postgres';
import { tell } from './ledger.ts';
import { shop } from './shop.ts';

/** What a till tells of. */
export type SaleTold =
  | { readonly sold: string; readonly memberId: string; readonly receipt: unknown }
  | { readonly failed: string; readonly kind: string; readonly retryable: boolean }
  | { readonly isOver: true };

const [, , url = '', schema = '', callers = ''] = process.argv;
const store = postgresStore(url, { schema, connections: 4, retryForMs: 2000 });
const ledger = createPointbook({ program: shop, store });
let isOver = false;
process.on('message', () => (isOver = true));

const sell = async (invoiceId: string, memberId: string) => {
  for (;;) {
    const saved = await ledger.saveInvoice({ invoiceId, memberId, currency: 'EUR', total: 1 });
    if (saved.isOk()) return tell({ sold: invoiceId, memberId, receipt: saved.value } satisfies SaleTold);
    const { kind, ...rest } = saved.error;
    tell({ failed: invoiceId, kind, retryable: 'retryable' in rest && rest.retryable } satisfies SaleTold);
    await pause(50);
  }
};
await Promise.all(
  Array.from({ length: Number(callers) }, async (_, caller) => {
    const memberId = caller % 2 === 0 ? 'everyone' : `only ${process.pid}`;
    while (!(await ledger.enrolMember({ memberId })).isOk()) await pause(50);
    for (let sale = 0; !isOver; sale++) await sell(`${process.pid}-${caller}-${sale}`, memberId);
  }),
);
await store.close();
tell({ isOver: true } satisfies SaleTold);
process.disconnect?.();
