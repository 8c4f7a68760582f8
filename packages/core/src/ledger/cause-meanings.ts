import type { EntryCause } from './entry.ts';

/** What an entry of a cause is about, as far as its kind does not say it. */
export type CauseMeaning =
  /** A sale, or goods without one: points are earned, or what was earned is taken back. */
  | 'earning'
  /** Points are spent, or held to be spent. */
  | 'spending'
  /** Points that had paid for a sale come back, for the sale was refunded. */
  | 'returned'
  /** A redemption was a mistake: its points come back, and the sale that they had paid may earn more. */
  | 'undone'
  /** Points are given and taken by hand, by jobs, or brought along from another system. */
  | 'adjusted'
  /** An entry by hand was a mistake. */
  | 'reversed'
  /** Time alone did it: nobody acted. */
  | 'time'
  /** A wrong clock did something, and that is corrected. */
  | 'clock';

/** What each cause means: a new cause does not compile until it says so. Of causes of plugins none is here. */
const causeMeanings: Readonly<Record<EntryCause, CauseMeaning | undefined>> = {
  'invoice-saved': 'earning',
  'invoice-edited': 'earning',
  'invoice-paid': 'earning',
  'invoice-claimed': 'earning',
  'invoice-reassigned': 'earning',
  'invoice-refunded': 'earning',
  'invoice-paid-with-points': 'earning',
  'points-returned': 'returned',
  'points-added': 'adjusted',
  'points-deducted': 'adjusted',
  'balance-set': 'adjusted',
  'balance-opened': 'adjusted',
  'entry-reversed': 'reversed',
  'points-redeemed': 'spending',
  'points-held': 'spending',
  'hold-captured': 'spending',
  'hold-released': 'spending',
  'hold-lapsed': 'time',
  'lot-expired': 'time',
  'account-inactive': 'time',
  'invoice-reinstated': 'earning',
  'payment-reversed': 'earning',
  'redemption-undone': 'undone',
  'goods-returned': 'earning',
  'clock-corrected': 'clock',
};

/** What a cause means. What a plugin takes back counts as earned, unless its kind says otherwise. */
export function meaningOf(cause: EntryCause): CauseMeaning {
  return causeMeanings[cause] ?? 'earning';
}
