import type { Entry, Program } from '../../../index.ts';
import { type Book } from '../../../plugin.ts';
import { programOf } from '../../../till.ts';
import { rulesOfVersion } from '../../../sales/invoice/open-invoice.ts';
import { findPaidSale, type PaidSale } from '../paid-sale.ts';
import type { RightTime } from '../right-time.ts';

/** By which rules and at what time entries are done again. */
export interface ReplayContext extends RightTime {
  /** The rules that are in use. */
  readonly program: Program;
  /** The rules that an entry was decided by. */
  rulesOf(version: Entry['programVersion']): Program;
  /** A sale that an entry is about; null where it is not known. */
  saleOf(invoiceId: string): PaidSale | null;
}

/** How entries are done again in a decision: by the rules that the book has. */
export function replayContextIn(book: Book, time: RightTime): ReplayContext {
  return {
    ...time,
    program: programOf(book),
    rulesOf: (version) => rulesOfVersion(book, version),
    saleOf: (id) => findPaidSale(book, id),
  };
}
