/** What kinds of lines entries are. */
export const entryKinds = ['earn', 'adjustment', 'redemption', 'reversal', 'expiry', 'opening', 'transfer'] as const;

/** Why entries are written, finer than their kinds; in the order in which a new database numbers them. */
export const entryCauses = [
  'invoice-saved',
  'invoice-edited',
  'invoice-paid',
  'invoice-claimed',
  'invoice-reassigned',
  'invoice-refunded',
  'invoice-paid-with-points',
  'points-returned',
  'points-added',
  'points-deducted',
  'balance-set',
  'balance-opened',
  'entry-reversed',
  'points-redeemed',
  'points-held',
  'hold-captured',
  'hold-released',
  'hold-lapsed',
  'lot-expired',
  'account-inactive',
  'invoice-reinstated',
  'payment-reversed',
  'redemption-undone',
  'goods-returned',
  'clock-corrected',
] as const;
