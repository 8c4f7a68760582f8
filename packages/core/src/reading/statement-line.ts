import type { EntryCause, EntryKind, ShownLine, Reference } from '../ledger/entry.ts';
import type { ActorId, MemberId } from '../values/ids.ts';

/** One entry of the ledger as a statement shows it. */
export interface StatementLine {
  /** The member whose entry it is. */
  readonly memberId: MemberId;
  /** The number of the entry within its member, from 1. */
  readonly sequence: number;
  /** What sort of change it is. */
  readonly kind: EntryKind;
  /** What made the entry. */
  readonly cause: EntryCause;
  /** Signed change in points. */
  readonly delta: number;
  /** The balance after it. */
  readonly balance: number;
  /** When it was written. */
  readonly postedAt: Date;
  /** The date in business terms, such as that of the sale. Points that expired could be used until right before it. */
  readonly effectiveAt: Date;
  /** Who or what made the entry; null in the view for members. */
  readonly actor: ActorId | null;
  /** What the entry is about: an invoice, a redemption, another entry, a job, or the host's own id. */
  readonly reference: Reference | null;
  /** For staff; null in the view for members. */
  readonly reason: string | null;
  /** For the customer. */
  readonly comment: string | null;
}

/** An entry as a statement shows it. */
export function lineOf(entry: ShownLine): StatementLine {
  const { memberId, sequence, kind, cause, delta, balanceAfter, actor, reference, note } = entry;
  return {
    memberId,
    sequence,
    kind,
    cause,
    delta,
    balance: balanceAfter,
    postedAt: new Date(entry.postedAt),
    effectiveAt: new Date(entry.effectiveAt),
    actor,
    reference,
    reason: note?.reason ?? null,
    comment: note?.comment ?? null,
  };
}

/** An entry as its member sees it: no reason and no name of staff. */
export function memberLineOf(entry: ShownLine): StatementLine {
  return { ...lineOf(entry), actor: null, reason: null };
}
