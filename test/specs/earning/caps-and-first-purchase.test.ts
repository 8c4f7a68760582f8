import { describe, test } from 'vitest';
import { given, reassign, sale } from '../../support/specification.ts';
import { base, warung } from '../../support/warung.ts';

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
