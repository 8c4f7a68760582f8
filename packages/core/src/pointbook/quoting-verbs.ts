import { quoteEarning } from '../sales/quote-earning.ts';
import { quoteRedemption } from '../spending/quote-redemption.ts';

export { quoteEarning, type QuoteEarningFailure, type QuoteEarningQuery } from '../sales/quote-earning.ts';
export { quoteRedemption, type QuoteRedemptionQuery, type RedemptionQuote } from '../spending/quote-redemption.ts';

/** The verbs that compute from the program alone. */
export const quotingVerbs = {
  /**
   * Says what a sale would earn, and why: pure, so a till can ask it offline.
   *
   * @example
   * ```ts
   * const quote = pointbook.quoteEarning({ currency: 'IDR', total: 125_000, soldAt: new Date() });
   * if (quote.isOk()) print(`+${quote.value.points} points`);
   * ```
   */
  quoteEarning,
  /**
   * Says how many points can be redeemed, and what they are worth.
   *
   * @example
   * ```ts
   * const quote = pointbook.quoteRedemption({ available: 1200, invoice: { total: 80_000 } });
   * if (quote.isOk()) print(`up to ${quote.value.maximum} points, worth ${quote.value.value}`);
   * ```
   */
  quoteRedemption,
};
