import type { CommandKey } from '../../../ledger/entry.ts';
import { releasedByVoid } from '../../../ledger/hold.ts';
import { endHold, type Posting } from '../../../ledger/posting.ts';
import type { ActorId, InvoiceId, MemberId } from '../../../values/ids.ts';
import type { InvoiceRecord } from '../../invoice/invoice-record.ts';
import type { Owners } from './return-points.ts';

/**
 * The members who may hold points for an invoice: its own, now and before, and those who did while it was anonymous.
 */
export function possibleHolders({ memberId, moves, heldBy = [] }: InvoiceRecord): readonly MemberId[] {
  const before = moves.flatMap(({ previousOwner }) => (previousOwner === null ? [] : [previousOwner.memberId]));
  return [...(memberId === null ? [] : [memberId]), ...before, ...heldBy];
}

/**
 * Releases what members hold for an invoice: there is nothing left to pay. A code that waits for such a hold ends with
 * it.
 */
export function releaseHoldsOf(owners: Owners, invoiceId: InvoiceId, actor: ActorId): Owners {
  return new Map(
    [...owners].map(([memberId, owner]) => [
      memberId,
      { ...owner, posting: released(owner.posting, invoiceId, actor) },
    ]),
  );
}

function released(posting: Posting, invoiceId: InvoiceId, actor: ActorId): Posting {
  let after = posting;
  for (const hold of posting.account.holds) {
    if (hold.invoiceId !== invoiceId) continue;
    const { redemptionId, rewardId, taken } = hold;
    after = endHold(after, hold, taken, {
      cause: 'hold-released',
      actor,
      reference: { type: 'redemption', id: redemptionId, ...(rewardId === null ? {} : { detail: rewardId }) },
      command: { key: `release:${redemptionId}` satisfies CommandKey, fingerprint: releasedByVoid },
    });
  }
  return after;
}
