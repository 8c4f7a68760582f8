import type { ActorId, InvoiceId, MemberId, RefundId } from '../values/ids.ts';
import { instant, money, note, phone, quantityRule, signedMoneyRule } from './command-fields.ts';
import { currency } from './currency-field.ts';
import { idRule } from './field-rules.ts';
import { id, optional } from './fields.ts';
import { strict, withMeaning } from './objects.ts';
import { mostLines, withDistinctLines } from './distinct-lines.ts';
import { rows } from './rows.ts';

const required = { isRequired: true } as const;

const refundLines = rows(
  {
    lineId: { ...idRule<string>(), ...required },
    quantity: quantityRule,
    net: signedMoneyRule,
    tax: signedMoneyRule,
  },
  1,
  mostLines,
);

export const refundInvoiceShape = withMeaning(
  strict({
    invoiceId: id<InvoiceId>(),
    refundId: id<RefundId>(),
    total: optional(money()),
    lines: optional(withDistinctLines(refundLines)),
    currency: optional(currency()),
    refundedAt: optional(instant()),
    actor: optional(id<ActorId>()),
  }),
  function* ({ total, lines }) {
    if (total !== undefined || lines !== undefined) return;
    yield {
      path: ['total'],
      problem: 'is missing, and so are lines',
      fix: 'Say which lines come back, how much money, or both.',
    };
  },
);

export const voidInvoiceShape = strict({
  invoiceId: id<InvoiceId>(),
  refundId: id<RefundId>(),
  refundedAt: optional(instant()),
  actor: optional(id<ActorId>()),
});

export const reassignInvoiceShape = strict({
  invoiceId: id<InvoiceId>(),
  toMemberId: id<MemberId>(),
  actor: id<ActorId>(),
  reason: optional(note()),
  idempotencyKey: id<string>(),
});

export const claimInvoiceShape = withMeaning(
  strict({
    invoiceId: id<InvoiceId>(),
    memberId: optional(id<MemberId>()),
    phone: optional(phone()),
    actor: optional(id<ActorId>()),
    idempotencyKey: id<string>(),
  }),
  function* ({ memberId, phone: number }) {
    if ((memberId === undefined) !== (number === undefined)) return;
    yield { path: ['memberId'], problem: 'or phone must be given, and not both', fix: 'Name the member in one way.' };
  },
);

export const invoiceQueryShape = strict({ invoiceId: id<InvoiceId>() });
