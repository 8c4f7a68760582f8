import type { CardCode, Email, MemberId, Phone } from '../../../index.ts';
import type { CellProblem } from './cells/cell-fields.ts';

/** What the rows of every mode have. */
export interface ImportRowBase {
  readonly line: number;
  readonly record: number;
  readonly reason: string | null;
  readonly comment: string | null;
  /** The host's own id of the row. A repeated key is a problem. */
  readonly key: string | null;
  /** The cells that were left out, where the import is lenient. */
  readonly leftOut?: readonly CellProblem[];
}

/** How a row names its member. */
export type Who =
  | { readonly by: 'memberId'; readonly id: MemberId }
  | { readonly by: 'phone'; readonly id: Phone }
  /** Without its capitals, which never count. */
  | { readonly by: 'email'; readonly id: Email }
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

/** Adds a member with a balance, or more points of a member whom an earlier row added. */
export interface OpeningRow extends ImportRowBase {
  readonly mode: 'opening';
  readonly memberId: MemberId;
  /** Below 0 for a debt. */
  readonly balance: number;
  /** When the points end: an instant, a day, or `never`. If null, as the program says. */
  readonly endsAt: string | null;
  /** When they end unless the member is active: an instant or a day. */
  readonly endsUnlessActive: string | null;
  /** From when they can be spent: an instant or a day. If null, from the beginning. */
  readonly availableFrom: string | null;
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
