import { describe, test } from 'vitest';
import { given, reassign, sale } from '../../support/specification/specification.ts';
import { base, warung } from '../../support/shops/warung.ts';

const capped = (ruleId: string) => warung({ earn: { rules: [{ ...base, ruleId, cap: { perDay: 100 } }] } });

describe('A cap per day', () => {
  test.each(['base', '__proto__', 'constructor', 'toString'])('holds for a rule named %s', (ruleId) =>
    given(capped(ruleId), sale('INV-1', 80_000))
      .when(sale('INV-2', 80_000))
      .then({ entries: ['invoice-saved +20'], balance: 100 }),
  );

  test('lets a sale that was moved away by mistake come back whole', () =>
    given(capped('base'), sale('INV-1', 100_000), reassign('INV-1', 'budi', { idempotencyKey: 'there' }))
      .when(reassign('INV-1', 'ayu', { idempotencyKey: 'back' }))
      .then({ balance: 100, balanceOf: { budi: 0 } }));

  test('refuses what its day cannot count, though points that have ended are in no balance', () => {
    const rules = [
      { ...base, earn: { per: 'amount', points: 1, of: 1 } },
      { ruleId: 'visit', earn: { per: 'visit', points: 1 }, cap: { perDay: 1 } },
    ] as const;
    const late = { soldAt: new Date('2026-02-10T10:00:00+07:00') };
    const ending = warung({ expiry: { kind: 'after', period: { unit: 'days', count: 10 } }, earn: { rules } });
    return given(ending, sale('INV-1', Number.MAX_SAFE_INTEGER - 1, late))
      .when(sale('INV-2', 1, late))
      .then({ error: 'points-overflow', balance: 0 });
  });
});

describe('A first purchase', () => {
  const first = warung({
    earn: { rules: [{ ruleId: 'first', earn: { per: 'visit', points: 50 }, when: { firstPurchase: true } }] },
  });

  test('is still the first when the sale comes back from another member', () =>
    given(first, sale('INV-1', 1000), reassign('INV-1', 'budi', { idempotencyKey: 'there' }))
      .when(reassign('INV-1', 'ayu', { idempotencyKey: 'back' }))
      .then({ balance: 50 }));
});
