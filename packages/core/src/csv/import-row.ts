import type { CardCode, Email, MemberId, Phone } from '../values/ids.ts';

/** What every row of an import says. */
export interface ImportRowBase {
  readonly line: number;
  readonly record: number;
  readonly reason: string | null;
  readonly comment: string | null;
  /** The host's own id of the row. */
  readonly key: string | null;
}

/** Whom a row means. */
export type Who =
  | { readonly by: 'memberId'; readonly id: MemberId }
  | { readonly by: 'phone'; readonly id: Phone }
  | { readonly by: 'cardCode'; readonly id: CardCode };

/** Gives points, or takes them where they are below 0. */
export interface AddRow extends ImportRowBase {
  readonly mode: 'add';
  readonly who: Who;
  readonly points: number;
}

/** Says what a balance should be. */
export interface SetRow extends ImportRowBase {
  readonly mode: 'set';
  readonly who: Who;
  readonly balance: number;
  readonly expectedBalance: number | null;
}

/** Brings a member. */
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

/** One row of an import, in the forms in which the ledger keeps what it says. */
export type ImportRow = AddRow | SetRow | OpeningRow;
