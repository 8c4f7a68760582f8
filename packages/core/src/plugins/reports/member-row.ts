import type { CardCode, Email, MemberId, Phone } from '../../index.ts';
import { personColumns } from '../../till.ts';

/** A member with the balance. */
export interface MemberRow {
  /** The POS's own customer id. */
  readonly memberId: MemberId;
  /** All points of the member, pending and held ones too; below 0 for debt. */
  readonly balance: number;
  /** The name of the person. */
  readonly name: string | null;
  /** The phone number, with the calling code of its country. */
  readonly phone: Phone | null;
  /** Whether the phone number was verified. */
  readonly phoneVerified: boolean;
  /** The email address. */
  readonly email: Email | null;
  /** Whether the email address was verified. */
  readonly emailVerified: boolean;
  /** The code of the card. */
  readonly cardCode: CardCode | null;
  /** MM-DD, or YYYY-MM-DD where the year is known. */
  readonly birthday: string | null;
  /** The tier that the host gave. */
  readonly tier: string | null;
}

/** The columns of the report on members. */
export const memberColumns = ['memberId', 'balance', ...personColumns] as const satisfies readonly (keyof MemberRow)[];
