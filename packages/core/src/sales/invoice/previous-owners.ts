import type { MemberId } from '../../values/ids.ts';
import type { FrozenFor, InvoiceRecord, Posted } from './invoice-record.ts';

/** Where among the moves of an invoice the last one is by which it left a member; −1 where it never did. */
export function lastMoveFrom({ moves }: Pick<InvoiceRecord, 'moves'>, memberId: MemberId): number {
  return moves.findLastIndex(({ previousOwner }) => previousOwner?.memberId === memberId);
}

/** What an invoice keeps of a member whom it left; null where it never did. */
export function frozenFor(record: Pick<InvoiceRecord, 'moves'>, memberId: MemberId): FrozenFor | null {
  return record.moves[lastMoveFrom(record, memberId)]?.previousOwner ?? null;
}

/** What was posted of an invoice for a member whose it is or was; null where it never was. */
export function postedToMember(record: InvoiceRecord, memberId: MemberId): Posted | null {
  return record.memberId === memberId ? record.posted : (frozenFor(record, memberId)?.posted ?? null);
}
