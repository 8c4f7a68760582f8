import { createPointbook } from '@pointbook/core';
import type { LoadRequest, RecordStore } from '@pointbook/core/store';
import { verify } from '@pointbook/core/verify';
import { memoryStore } from '@pointbook/memory';
import { expect, test } from 'vitest';
import { base, warung } from '../support/shops/warung.ts';
import { errorOf, valueOf } from '../support/value-of.ts';

/** A store that loses its first race to every commit, and begins anew with the request that it was given first. */
function overtakenStore(): RecordStore {
  const inner = memoryStore();
  return {
    ...inner,
    transact: (programId, first: LoadRequest, decide) => {
      let isOvertaken = true;
      return inner.transact(programId, first, (rows) => {
        const decided = decide(rows);
        if ('request' in decided || !isOvertaken) return decided;
        isOvertaken = false;
        return { request: first };
      });
    },
  };
}

test('a store may begin anew with its first request: what that did not load is not taken for absent', async () => {
  const program = warung({ earn: { rules: [{ ...base, when: { tiers: ['gold'] } }] } });
  const pointbook = createPointbook({ program, store: overtakenStore() });
  valueOf(await pointbook.enrolMember({ memberId: 'C-1', tier: 'gold', phone: '+628123456789' }));
  const sale = { invoiceId: 'INV-1', memberId: 'C-1', currency: 'IDR', total: 100_000 };
  expect(valueOf(await pointbook.saveInvoice(sale))).toMatchObject({ earned: 100, withheld: null });
  const other = await pointbook.enrolMember({ memberId: 'C-2', phone: '+628123456789' });
  expect(errorOf(other).kind).toBe('phone-taken');
  expect(valueOf(await verify(pointbook))).toMatchObject({ findings: [] });
});
