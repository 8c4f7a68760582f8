import { type Customer, type Directory, placeAfter } from '../../shop/directory.ts';
import type { Page } from '../../ui/env.ts';
import { fieldsOf, perPage, placeIn } from '../customers/customer-place.ts';

/** A sheet: to draw the codes of a card takes milliseconds. */
const atOnce = 10;

type Fields = readonly (readonly [name: string, value: string])[];

/** Whose cards a page has. */
export interface Chosen {
  readonly customers: readonly Customer[];
  /** What the address says of them. */
  readonly fields: Fields;
  /** What it says of those who follow; null where there are none. */
  readonly further: [string, string][] | null;
}

/**
 * The customers that an address names (`member`, as often as needed), or else those that a text finds (`q`): what the
 * list of customers sends, whose page may be ticked as a whole.
 */
export function chosenIn(c: Page, directory: Directory): Chosen {
  const named = c.req.queries('member') ?? [];
  const isAll = c.req.query('all') !== undefined;
  return named.length > 0 && !isAll ? theNamed(named, directory) : theFound(c, directory, isAll);
}

function theNamed(named: readonly string[], directory: Directory): Chosen {
  const asFields = (ids: readonly string[]) => ids.map((id): [string, string] => ['member', id]);
  const later = named.slice(atOnce);
  return {
    customers: named.slice(0, atOnce).flatMap((memberId) => directory.get(memberId) ?? []),
    fields: asFields(named),
    further: later.length === 0 ? null : asFields(later),
  };
}

function theFound(c: Page, directory: Directory, isAll: boolean): Chosen {
  const field = (name: string) => c.req.query(name) ?? '';
  const q = field('q');
  const place = isAll ? null : placeIn(field);
  const isPage = !isAll && field('page') !== '';
  const limit = isPage ? perPage : atOnce;
  const customers = directory.page(q, place, limit);
  const last = !isPage && customers.length === limit ? customers.at(-1) : undefined;
  return {
    customers,
    fields: Object.entries({ q, ...(place && fieldsOf(place)), ...(isPage && { page: 'yes' }) }),
    further: last === undefined ? null : Object.entries({ q, ...fieldsOf(placeAfter(last)) }),
  };
}
