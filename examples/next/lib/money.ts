const pounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' });

/** An amount in pence, as people read it. */
export function money(pence: number): string {
  return pounds.format(pence / 100);
}
