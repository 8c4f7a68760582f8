import type { Currency } from '../../values/money.ts';
import type { Program } from '../../program/program.ts';
import type { Named } from '../../values/errors.ts';

/** A ledger keeps one currency: its program's. */
export function checkCurrency(
  currency: Currency,
  { currency: expected }: Pick<Program, 'currency'>,
): CurrencyMismatch | null {
  return currency === expected ? null : currencyMismatch(expected, currency);
}

/** The money is not in the program's currency. */
export interface CurrencyMismatch extends Named<'currency-mismatch'> {
  /** The currency of the program, as an ISO 4217 code. */
  readonly expected: string;
  /** The currency of the command. */
  readonly actual: string;
}

function currencyMismatch(expected: string, actual: string): CurrencyMismatch {
  return {
    kind: 'currency-mismatch',
    message: `The program's currency is ${expected}, not ${actual}; give the amounts in ${expected}.`,
    expected,
    actual,
  };
}
