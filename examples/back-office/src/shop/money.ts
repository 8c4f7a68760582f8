/** The digits after the point that a currency has. */
function digitsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * Minor units of an amount as people write it, with a point or a comma before the fraction; null for nothing, NaN for
 * what is no amount.
 */
export function minorOf(text: string, currency: string): number | null {
  const typed = text.trim();
  if (typed === '') return null;
  const digits = digitsOf(currency);
  const parts = /^(\d{1,12})(?:[.,](\d+))?$/.exec(typed.replaceAll(/[\s'’\u00A0\u202F]/g, ''));
  const [, whole = '', fraction = ''] = parts ?? [];
  if (parts === null || fraction.length > digits) return Number.NaN;
  return Number(whole) * 10 ** digits + Number(fraction.padEnd(digits, '0') || 0);
}

/** An amount as a field holds it, such as "12.50". */
export function typedMoney(minor: number, currency: string): string {
  return (minor / 10 ** digitsOf(currency)).toFixed(digitsOf(currency));
}
