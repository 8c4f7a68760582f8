import type { Office } from '../../office.ts';
import { perPage, placeIn } from '../customers/customer-place.ts';

/** The customers that somebody has chosen in their list. */
export type Chosen =
  /** All of the shop, also those who come meanwhile. */
  | { readonly everyone: true }
  | {
      readonly everyone: false;
      /** One more than may be chosen, where a search finds too many. */
      readonly memberIds: readonly string[];
      /** What finds them; null where they were ticked one by one. */
      readonly search: string | null;
    };

/** So many may be named at once. */
export const maxChosen = 10_000;

/** Reads the fields of the list of customers: those that are ticked, the page, or all that its search finds. */
export function readChosen(
  { directory }: Office,
  text: (name: string) => string,
  texts: (name: string) => readonly string[],
): Chosen {
  const search = text('q');
  if (text('all') !== '') {
    if (search === '') return { everyone: true };
    return { everyone: false, memberIds: directory.memberIds(search, maxChosen + 1), search };
  }
  const onPage = text('page') === '' ? [] : directory.page(search, placeIn(text), perPage);
  const memberIds = new Set([...onPage.map(({ memberId }) => memberId), ...texts('member')]);
  return { everyone: false, memberIds: [...memberIds].filter((memberId) => memberId !== ''), search: null };
}
