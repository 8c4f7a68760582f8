import { type Book } from '../../plugin.ts';
import { programOf } from '../../till.ts';
import { rulesOfVersion } from '../../sales/invoice/open-invoice.ts';
import { findPaidSale } from './paid-sale.ts';
import type { RightTime } from './right-time.ts';
import type { Replaying } from './replay.ts';

/** How entries are done again in a decision: by the rules that the book has. */
export function replayingIn(book: Book, time: RightTime): Replaying {
  return {
    ...time,
    program: programOf(book),
    rulesOf: (version) => rulesOfVersion(book, version),
    saleOf: (id) => findPaidSale(book, id),
  };
}
