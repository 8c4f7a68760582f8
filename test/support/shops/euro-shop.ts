import type { ProgramDefinition } from '@pointbook/core';
import type { Step } from '../specification/specification.ts';
import { anonymousSale, pay, refund, sale } from '../specification/specification.ts';

type Earn = Partial<ProgramDefinition['earn']>;

/** A shop that counts in cents: a point for each euro, and a point is worth a euro. */
export function euroShop(
  changes: Partial<Omit<ProgramDefinition, 'earn'>> & { readonly earn?: Earn } = {},
): ProgramDefinition {
  const { earn, ...others } = changes;
  return {
    programId: 'shop',
    name: 'Shop',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    redeem: { rate: { points: 1, money: 100 } },
    ...others,
    earn: { rules: [perEuro], ...earn },
  };
}

/** A point for each euro. */
export const perEuro = { ruleId: 'base', earn: { per: 'amount', points: 1, of: 100 } } as const;

/** A point for each cent, and a point is worth a cent. */
export function centShop(
  changes: Partial<Omit<ProgramDefinition, 'earn'>> & { readonly earn?: Earn } = {},
): ProgramDefinition {
  const { earn, ...others } = changes;
  const rules = [{ ruleId: 'base', earn: { per: 'amount', points: 1, of: 1 } }] as const;
  return euroShop({ redeem: { rate: { points: 1, money: 1 } }, ...others, earn: { rules, ...earn } });
}

/** A sale to Ayu, in cents. */
export function sold(total: number, more: Parameters<typeof sale>[2] = {}, invoiceId = 'INV-1'): Step {
  return sale(invoiceId, total, { currency: 'EUR', ...more });
}

/** A sale to nobody known, in cents. */
export function soldToNobody(total: number, more: Parameters<typeof sale>[2] = {}): Step {
  return anonymousSale('INV-1', total, { currency: 'EUR', ...more });
}

/** A payment, in cents. */
export function paid(amount: number, paymentId = 'P-1'): Step {
  return pay('INV-1', paymentId, amount, { currency: 'EUR' });
}

/** Lines come back by their ids. */
export function back(refundId: string, ...lineIds: readonly string[]): Step {
  return refund('INV-1', refundId, { lines: lineIds.map((lineId) => ({ lineId })) });
}

/** So much of the sale is taken back without goods. */
export function goodwill(refundId: string, value: number): Step {
  return refund('INV-1', refundId, value);
}
