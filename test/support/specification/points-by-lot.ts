import type { Account } from '@pointbook/core';

/** Points by when they end and ripen, whether or not an entry was posted since they ripened. */
export function pointsByLot(lots: Account['lots'], now: number): Record<string, number> {
  const points: Record<string, number> = {};
  for (const { expiresAt, availableAt, points: more } of lots) {
    const pending = availableAt !== null && availableAt > now ? `, pending until ${availableAt}` : '';
    const name = `until ${expiresAt}${pending}`;
    points[name] = (points[name] ?? 0) + more;
  }
  return points;
}
