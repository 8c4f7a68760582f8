const price = /^(\d+)(?:\.(\d{1,2}))?$/;

/**
 * What a price such as "2.55" or "18" is in pence; null for what is no price. The digits are read: 2.55 × 100 is not
 * 255.
 */
export function pence(text: string): number | null {
  const [, pounds, fraction = ''] = price.exec(text) ?? [];
  return pounds === undefined ? null : Number(pounds + fraction.padEnd(2, '0'));
}
