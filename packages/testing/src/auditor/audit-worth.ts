import type { InvoiceRecord, Refund, SaleLine } from '@pointbook/core';
import type { Check } from './finding.ts';

/** 15: what was taken back of a sale, and what points pay of it, from the stored facts. */
export function auditWorth({ sale, redemptions }: InvoiceRecord, refunds: readonly Refund[], check: Check): void {
  const kept = refunds.reduce((left, { value }) => left - BigInt(value), BigInt(sale.total));
  check(kept >= 0n, 15, 'more was taken back than sold');
  check(
    refunds.every(({ value, did }) => did.value === value && did.money <= value && did.money >= 0),
    15,
    'a refund gave back more money than value',
  );

  const lines = new Map(sale.lines.map((line) => [line.lineId, line]));
  for (const [lineId, back] of piecesBack(refunds)) {
    const line = lines.get(lineId);
    check(line !== undefined && line.net + line.tax >= 0, 15, `line ${lineId} came back, and is no goods of the sale`);
    if (line !== undefined) check(isPart(back, piecesOf(line)), 15, `more of line ${lineId} came back than was sold`);
  }

  // The worth that still pays, over one denominator.
  let above = 0n;
  let below = 1n;
  for (const { points, returned, value, share = '1/1' } of redemptions) {
    const [part = 0n, whole = 1n] = share.split('/').map(BigInt);
    check(whole > 0n && part >= 0n && part <= whole, 15, 'a redemption pays a share that is none');
    check(
      BigInt(returned) === (BigInt(points) * (whole - part)) / whole,
      15,
      `of ${points} points ${returned} came back, while the share that pays is ${share}`,
    );
    above = above * whole + BigInt(value) * part * below;
    below *= whole;
  }
  check(above <= kept * below, 15, 'points pay more than is kept');
}

/** What came back of each line, in millionths. */
export function piecesBack(refunds: readonly Pick<Refund, 'lines'>[]): Map<string, bigint> {
  const back = new Map<string, bigint>();
  for (const part of refunds.flatMap(({ lines }) => lines)) {
    back.set(part.lineId, (back.get(part.lineId) ?? 0n) + piecesOf(part));
  }
  return back;
}

/** In millionths. */
function piecesOf({ quantity }: Pick<SaleLine, 'quantity'>): bigint {
  const [whole = '0', fraction = ''] = quantity.split('.');
  return BigInt(`${whole}${fraction.padEnd(6, '0')}`);
}

function isPart(part: bigint, whole: bigint): boolean {
  return whole >= 0n ? part >= 0n && part <= whole : part <= 0n && part >= whole;
}
