import type { CustomerPlace } from '../../shop/directory.ts';

/** So many customers are on a page of their list. */
export const perPage = 25;

/** What an address says of where a page begins. */
export function fieldsOf({ name, memberId }: CustomerPlace) {
  return { after: name, id: memberId };
}

/** Where a page begins, as an address or a form says; null for the first one. */
export function placeIn(text: (name: string) => string): CustomerPlace | null {
  const [name, memberId] = [text('after'), text('id')];
  return memberId === '' ? null : { name, memberId };
}
