// What a host bundles for a browser or a worker: the core and the store in memory, with nothing of Node. A sale earns
// and is redeemed; scripts/packed-host.ts bundles it, runs it where there is no `process`, and looks at what it answers.
import { createPointbook, parseProgram } from '@pointbook/core';
import { orThrow } from '@pointbook/core/errors';
import { memoryStore } from '@pointbook/memory';

export async function redeemed() {
  const program = parseProgram({
    programId: 'warung',
    name: 'Warung Ayu',
    timeZone: 'Asia/Jakarta',
    currency: 'IDR',
    earn: { rules: [{ ruleId: 'base', earn: { per: 'amount', points: 1, of: 1000 } }] },
    redeem: { rate: { points: 1, money: 10 } },
  });
  const pointbook = createPointbook({ program: program._unsafeUnwrap(), store: memoryStore() });
  await orThrow(pointbook.enrolMember({ memberId: 'C-17' }));
  await orThrow(pointbook.saveInvoice({ invoiceId: 'INV-1', memberId: 'C-17', currency: 'IDR', total: 125_000 }));
  return orThrow(pointbook.redeemPoints({ memberId: 'C-17', redemptionId: 'RD-1', points: 100 }));
}
