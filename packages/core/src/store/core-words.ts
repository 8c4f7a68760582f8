import type { EntryCause, EntryKind, Reference } from '../ledger/entry.ts';
import { tillKinds } from './till-kinds.ts';
import { dueList, ownerList } from './record-rows.ts';

// These lists do not compile when a word of an entry is not in them.
const entryKinds = {
  earn: true,
  adjustment: true,
  redemption: true,
  reversal: true,
  expiry: true,
  opening: true,
  transfer: true,
} satisfies Record<EntryKind, true>;

const entryCauses = {
  'invoice-saved': true,
  'invoice-edited': true,
  'invoice-paid': true,
  'invoice-claimed': true,
  'invoice-reassigned': true,
  'invoice-refunded': true,
  'invoice-paid-with-points': true,
  'points-returned': true,
  'points-added': true,
  'points-deducted': true,
  'balance-set': true,
  'balance-opened': true,
  'entry-reversed': true,
  'points-redeemed': true,
  'points-held': true,
  'hold-captured': true,
  'hold-released': true,
  'hold-lapsed': true,
  'lot-expired': true,
  'account-inactive': true,
  'invoice-reinstated': true,
  'payment-reversed': true,
  'redemption-undone': true,
  'goods-returned': true,
  'clock-corrected': true,
} satisfies Record<EntryCause, true>;

const references = {
  invoice: true,
  redemption: true,
  entry: true,
  job: true,
  external: true,
} satisfies Record<Reference['type'], true>;

/** The words that every ledger uses: of entries, and of the kinds of records that a till keeps. A store numbers those of plugins as they come. */
export const coreWords: readonly string[] = [
  ...new Set([
    ...Object.keys({ ...entryKinds, ...entryCauses, ...references }),
    ownerList,
    dueList,
    ...tillKinds.flatMap(({ kind, unique = {}, listed = {} }) => [
      kind,
      ...Object.keys(unique),
      ...Object.keys(listed),
    ]),
  ]),
];
