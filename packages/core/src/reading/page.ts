import { optional, text, whole } from '../schemas/fields.ts';
import type { InvalidCommand } from '../values/errors.ts';
import { invalidCommand } from '../values/failures.ts';

/** Which page of a list. */
export interface PageQuery {
  /** Items of the page: from 1 to 1,000; 50 when left out. */
  readonly limit?: number | undefined;
  /** The `next` of the page before; the first page when left out. */
  readonly cursor?: string | undefined;
}

/** One page of a list. */
export interface Page<Item> {
  /** The items of this page, in the order of the list. */
  readonly items: readonly Item[];
  /** The cursor of the next page; null on the last one. */
  readonly next: string | null;
}

/** The fields of a query that names a page. */
export const pageFields = { limit: optional(whole(1, 1000)), cursor: optional(text()) };

/** Items of a page when the caller names no limit. */
export const usualPage = 50;

/** A page out of one row more than it may have, which says whether there is a next one. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  cursorOf: (last: Row) => string,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(toItem), next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

/** A cursor is not one that a page gave. */
export function notACursor(given = '`next`'): InvalidCommand {
  return invalidCommand('cursor', `is not one that a page gave; pass ${given} of the page before, or leave it out`);
}
