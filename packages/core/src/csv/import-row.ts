import type { CardCode, Email, MemberId, Phone } from '../values/ids.ts';

/** What the rows of every mode have. */
export interface ImportRowBase {
  readonly line: number;
  readonly record: number;
  readonly reason: string | null;
  readonly comment: string | null;
  /** The host's own id of the row. A repeated key is a problem. */
  readonly key: string | null;
}

/** How a row names its member. */
export type Who =
  | { readonly by: 'memberId'; readonly id: MemberId }
  | { readonly by: 'phone'; readonly id: Phone }
  | { readonly by: 'cardCode'; readonly id: CardCode };

/** Gives points, or takes points if the number is negative. */
export interface AddRow extends ImportRowBase {
  readonly mode: 'add';
  readonly who: Who;
  readonly points: number;
}

/** Sets a balance. */
export interface SetRow extends ImportRowBase {
  readonly mode: 'set';
  readonly who: Who;
  readonly balance: number;
  readonly expectedBalance: number | null;
}

/** Adds a member with a balance. */
export interface OpeningRow extends ImportRowBase {
  readonly mode: 'opening';
  readonly memberId: MemberId;
  readonly balance: number;
  readonly name: string | null;
  readonly phone: Phone | null;
  readonly phoneVerified: boolean | null;
  readonly email: Email | null;
  readonly emailVerified: boolean | null;
  readonly cardCode: CardCode | null;
  readonly birthday: string | null;
  readonly tier: string | null;
}

/** One row of an import. Its values are in the forms that the ledger stores. */
export type ImportRow = AddRow | SetRow | OpeningRow;
