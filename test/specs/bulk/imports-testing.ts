import type { ImportQuery } from '@pointbook/core/jobs';
import { type BulkDesk, openBulkDesk } from '../../support/shops/bulk-desk.ts';
import { valueOf } from '../../support/value-of.ts';

export const indonesia = 'ID';

/** Three members, two of them with cards and one with a phone. */
export async function shop(): Promise<BulkDesk> {
  const desk = await openBulkDesk();
  await desk.enrol({ ann: 0, ben: 10, cat: 20 });
  const cards = { ann: 'CARD-1', ben: 'CARD-2' };
  for (const [memberId, cardCode] of Object.entries(cards))
    valueOf(await desk.ledger.updateMember({ memberId, changes: { cardCode } }));
  valueOf(await desk.ledger.updateMember({ memberId: 'cat', changes: { phone: '+628123456789' } }));
  return desk;
}

export const add: ImportQuery = { mode: 'add' };
