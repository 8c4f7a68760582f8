import type { EntryCause, EntryKind, Reference } from '../../ledger/entry.ts';
import type { ActorId, MemberId } from '../../values/ids.ts';

/** An entry of a member's, with the balance after it. */
export interface StatementRow {
  readonly memberId: MemberId;
  readonly sequence: number;
  readonly postedAt: Date;
  readonly effectiveAt: Date;
  readonly kind: EntryKind;
  readonly cause: EntryCause;
  /** Signed change in points. */
  readonly delta: number;
  readonly balance: number;
  readonly actor: ActorId;
  readonly referenceType: Reference['type'] | null;
  readonly referenceId: string | null;
  readonly referenceDetail: string | null;
  /** For staff. */
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
