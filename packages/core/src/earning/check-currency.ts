import type { CurrencyMismatch } from '../model/errors.ts';
import { currencyMismatch } from '../model/failures.ts';
import type { Currency } from '../model/money.ts';
import type { Program } from '../program/program.ts';

/** A ledger keeps one currency: its program's. */
export function checkCurrency(
  currency: Currency,
  { currency: expected }: Pick<Program, 'currency'>,
): CurrencyMismatch | null {
  return currency === expected ? null : currencyMismatch(expected, currency);
}
