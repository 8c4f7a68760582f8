/** A decimal text such as "1.25", at most 12 digits before and 6 after the point. */
export const quantityPattern = /^-?\d{1,12}(\.\d{1,6})?$/;

const scale = 1_000_000n;

/** A decimal text as millionths. */
export function millionths(quantity: string): bigint {
  const negative = quantity.startsWith('-');
  const [whole = '0', fraction = ''] = quantity.replace('-', '').split('.');
  const size = BigInt(whole) * scale + BigInt(fraction.padEnd(6, '0'));
  return negative ? -size : size;
}

/** Millionths as the shortest decimal text. */
export function decimalOf(amount: bigint): string {
  const size = amount < 0n ? -amount : amount;
  const fraction = (size % scale).toString().padStart(6, '0').replace(/0+$/, '');
  return `${amount < 0n ? '-' : ''}${size / scale}${fraction && `.${fraction}`}`;
}
