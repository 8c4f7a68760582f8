import type { Result } from 'neverthrow';
import type { InvalidCommand } from '../values/errors.ts';
import type { Program } from '../program/program.ts';
import { quoteRedemption as quoteByPolicy, type RedemptionQuote } from '../redeeming/quote-redemption.ts';
import { parse } from '../schemas/parse.ts';
import type { QuoteRedemptionQuery } from '../schemas/points-commands.ts';
import { quoteRedemptionShape } from '../schemas/points-shapes.ts';

/**
 * Says what a member could redeem: pure, from figures that the host has.
 *
 * @example
 * ```ts
 * const quote = quoteRedemption(program)({ available: 1200, invoice: { total: 80_000 } });
 * if (quote.isOk()) print(`up to ${quote.value.maximum} points, worth ${quote.value.value}`);
 * ```
 */
export function quoteRedemption(program: Program) {
  return (query: QuoteRedemptionQuery): Result<RedemptionQuote, InvalidCommand> =>
    parse(quoteRedemptionShape, query).map(({ available, invoice }) =>
      quoteByPolicy(program.redeem, {
        available,
        invoice: invoice ? { total: invoice.total, leftToPay: invoice.leftToPay ?? invoice.total } : null,
      }),
    );
}
