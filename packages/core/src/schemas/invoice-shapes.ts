import * as z from 'zod/mini';
import type { ActorId, InvoiceId, MemberId, PaymentId, RefundId } from '../values/ids.ts';
import { birthday, instant, money, moneyRule, note, phone, quantityRule, signedMoneyRule } from './command-fields.ts';
import { currency } from './currency-field.ts';
import { idRule, textRule } from './field-rules.ts';
import { flag, id, optional, text, whole } from './fields.ts';
import { strict, withMeaning } from './objects.ts';
import { rows } from './rows.ts';

/** More lines than any till prints. */
const mostLines = 2000;

const required = { isRequired: true } as const;

const saleLines = rows(
  {
    lineId: { ...idRule<string>(), fallback: (index: number) => String(index + 1) },
    sku: { ...textRule, fallback: () => null },
    category: { ...textRule, fallback: () => null },
    quantity: { ...quantityRule, fallback: () => '1' },
    net: { ...signedMoneyRule, ...required },
    tax: { ...signedMoneyRule, fallback: () => 0 },
    discount: { ...moneyRule, fallback: () => 0 },
  },
  0,
  mostLines,
);

const sale = {
  currency: currency(),
  total: money(),
  tax: optional(money()),
  lines: optional(withDistinctLines(saleLines)),
  soldAt: optional(instant()),
};

export const saveInvoiceShape = strict({
  invoiceId: id<InvoiceId>(),
  revision: optional(whole(1)),
  memberId: optional(id<MemberId>()),
  ...sale,
  actor: optional(id<ActorId>()),
});

export const recordPaymentShape = strict({
  invoiceId: id<InvoiceId>(),
  paymentId: id<PaymentId>(),
  currency: currency(),
  amount: whole(1),
  paidAt: optional(instant()),
  actor: optional(id<ActorId>()),
});

export const approvePaymentShape = strict({
  invoiceId: id<InvoiceId>(),
  paymentId: id<PaymentId>(),
  actor: id<ActorId>(),
});

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

export const quoteEarningShape = strict({
  ...sale,
  soldAt: instant(),
  buyer: optional(
    strict({
      firstPurchase: optional(flag()),
      tier: optional(text()),
      birthday: optional(birthday()),
    }),
  ),
});

export const invoiceQueryShape = strict({ invoiceId: id<InvoiceId>() });

interface Line {
  readonly lineId?: string | undefined;
  readonly net?: number | undefined;
  readonly tax?: number | undefined;
}

/** The lines of a sale add up to a safe integer, however their signs are mixed. */
function sumTooLarge(lines: readonly Line[]): boolean {
  return !Number.isSafeInteger(lines.reduce((sum, { net = 0, tax = 0 }) => sum + Math.abs(net) + Math.abs(tax), 0));
}

/** A line without an id is named by its position, so that could collide with another's own id too. */
function withDistinctLines<Lines extends z.ZodMiniType<readonly Line[]>>(lines: Lines): Lines {
  const check = z.superRefine<z.output<Lines>>((value, context) => {
    if (sumTooLarge(value)) {
      context.addIssue({
        code: 'custom',
        message: 'add up to more than 2^53 - 1\nCheck the figures: they are minor units.',
      });
    }
    const seen = new Map<string, number>();
    for (const [index, { lineId = String(index + 1) }] of value.entries()) {
      const first = seen.get(lineId);
      if (first !== undefined) {
        const message = `is "${lineId}", which names line ${first + 1} already\nGive each line an id of its own.`;
        context.addIssue({ code: 'custom', path: [index, 'lineId'], message });
        return;
      }
      seen.set(lineId, index);
    }
  });
  return lines.check(check);
}
