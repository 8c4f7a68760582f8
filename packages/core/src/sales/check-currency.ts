import type { CurrencyMismatch } from '../values/errors.ts';
import { currencyMismatch } from '../values/failures.ts';
import type { Currency } from '../values/money.ts';
import type { Program } from '../program/program.ts';

/** A ledger keeps one currency: its program's. */
export function checkCurrency(
  currency: Currency,
  { currency: expected }: Pick<Program, 'currency'>,
): CurrencyMismatch | null {
  return currency === expected ? null : currencyMismatch(expected, currency);
}
