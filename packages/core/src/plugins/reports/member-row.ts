import type { CardCode, Email, MemberId, Phone } from '../../values/ids.ts';

/** A member with the balance, in the columns of an import of mode `opening`. */
export interface MemberRow {
  readonly memberId: MemberId;
  /** All points of the member, pending and held ones too; below 0 for debt, which no import takes. */
  readonly balance: number;
  readonly name: string | null;
  readonly phone: Phone | null;
  readonly phoneVerified: boolean;
  readonly email: Email | null;
  readonly emailVerified: boolean;
  readonly cardCode: CardCode | null;
  /** MM-DD, or YYYY-MM-DD where the year is known. */
  readonly birthday: string | null;
  readonly tier: string | null;
}

/** The columns of the report on members. */
export const memberColumns = [
  'memberId',
  'balance',
  'name',
  'phone',
  'phoneVerified',
  'email',
  'emailVerified',
  'cardCode',
  'birthday',
  'tier',
] as const satisfies readonly (keyof MemberRow)[];
