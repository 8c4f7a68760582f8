import type { ActorId, EntryCause, EntryKind, MemberId, Reference } from '../../index.ts';

/** An entry of a member's, with the balance after it. */
export interface StatementRow {
  /** The POS's own customer id. */
  readonly memberId: MemberId;
  /** The number of the entry within its member, from 1. */
  readonly sequence: number;
  /** When it was written. */
  readonly postedAt: Date;
  /** The date in business terms, such as that of the sale. */
  readonly effectiveAt: Date;
  /** What kind of entry it is. */
  readonly kind: EntryKind;
  /** What made the entry. */
  readonly cause: EntryCause;
  /** Signed change in points. */
  readonly delta: number;
  /** The balance after it. */
  readonly balance: number;
  /** Who made the entry; null in the view for members. */
  readonly actor: ActorId | null;
  /** What the entry is about; null where it is about nothing else. */
  readonly referenceType: Reference['type'] | null;
  /** The id of what the entry is about. */
  readonly referenceId: string | null;
  /** What of it: the refund of an invoice, the line of a file. */
  readonly referenceDetail: string | null;
  /** For staff; null in the view for members. */
  readonly reason: string | null;
  /** For the customer. */
  readonly comment: string | null;
}

/** The columns of a statement. */
export const statementColumns = [
  'memberId',
  'sequence',
  'postedAt',
  'effectiveAt',
  'kind',
  'cause',
  'delta',
  'balance',
  'actor',
  'referenceType',
  'referenceId',
  'referenceDetail',
  'reason',
  'comment',
] as const satisfies readonly (keyof StatementRow)[];
