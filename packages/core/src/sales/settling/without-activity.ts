import { inactivityWithout } from '../../ledger/inactivity.ts';
import { post } from '../../ledger/posting.ts';
import { labelsOf, type SaleEvent } from './settlement.ts';
import type { Settling } from './settling.ts';

/** A sale that leaves its member was no activity of theirs: it has prolonged nothing. */
export function withoutActivity(event: SaleEvent, left: Settling): Settling {
  const { record, buyer } = left;
  const { posting } = buyer;
  const effect = inactivityWithout(posting.account, record.invoiceId, posting.now);
  if (effect.inactivity === undefined) return left;
  const entry = { ...labelsOf(event, record), kind: 'reversal', effect } as const;
  return { ...left, buyer: { ...buyer, posting: post(posting, entry) } };
}
