// What the hand-written baselines share: a sale reckoned for this one shop, and the JSON that the library stores of it.
import { hash } from 'node:crypto';
import type { TillSale } from './shop.ts';

/** What a sale is worth, before anybody knows the member. */
export interface Reckoned {
  readonly soldAt: number;
  readonly points: number;
  readonly lot: { readonly expiresAt: number; readonly availableAt: null };
}

/** A sale's points, and the lot that they go to. */
export function reckon(sale: TillSale, soldAt: number): Reckoned {
  const lot = { expiresAt: endOfPoints(soldAt), availableAt: null };
  return { soldAt, points: Math.floor(sale.total / 1000), lot };
}

/**
 * The columns `account` and `activity` of a member, as their JSON is read: a checksum and the lots; the first purchase.
 */
export type AccountJson = [checksum: string, lots?: [points: number, expiresAt: number][]];
export type ActivityJson = [firstPurchase?: string];

/**
 * Adds what was earned to the lot with the same end, or as a lot of its own: that one ends after those that are there.
 */
export function addPurchase(
  account: AccountJson,
  activity: ActivityJson,
  { invoiceId }: TillSale,
  { points, lot }: Reckoned,
): void {
  const lots = (account[1] ??= []);
  const added = lots.find(([, expiresAt]) => expiresAt === lot.expiresAt);
  if (added === undefined) lots.push([points, lot.expiresAt]);
  else added[0] += points;
  activity[0] ??= invoiceId;
}

/**
 * In the place of the library's checksum: as long, and reckoned by nobody, for a hand that writes one shop has none.
 */
export const unsealed = '~0000000';

/** The same where a note stands beside the entry, which has a checksum too. */
export const unsealedWithNote = `${unsealed}0000000`;

/** The effect of an entry that adds points to a lot. */
export function effectJson({ points, lot }: Pick<Reckoned, 'points' | 'lot'>, checksum: string = unsealed): string {
  return JSON.stringify([checksum, [[points, lot.expiresAt]]]);
}

/**
 * The invoice with what its save did (the number of its entry among that), so that a retry finds its answer, and the
 * fingerprint by which a retry is known. Of its lines, what is usual is left out.
 */
export function invoiceJson(sale: TillSale, { soldAt, points, lot }: Reckoned, sequence: unknown): string {
  const { memberId, currency, total, lines } = sale;
  const fingerprint = hash('sha256', JSON.stringify(sale), 'base64url').slice(0, 16);
  return JSON.stringify([
    unsealed,
    memberId,
    [currency, total, soldAt, lines.map(({ net, tax, sku, category }) => [net, tax, sku, category])],
    [fingerprint, sequence],
    [points, [[lot.expiresAt]]],
    1,
  ]);
}

const hourMs = 3_600_000;
const jakartaMs = 7 * hourMs;
let today = { from: 0, end: 0 };

/** The end of the month a year later, in Jakarta, whose clocks never change; reckoned once a day. */
export function endOfPoints(soldAt: number): number {
  const from = soldAt - ((soldAt + jakartaMs) % (24 * hourMs));
  if (today.from !== from) {
    const date = new Date(soldAt + jakartaMs);
    today = { from, end: Date.UTC(date.getUTCFullYear() + 1, date.getUTCMonth() + 1, 1) - jakartaMs };
  }
  return today.end;
}
