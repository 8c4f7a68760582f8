import type { InvoiceRecord, Refund } from '@pointbook/core';
import { piecesBack } from './audit-worth.ts';
import type { Check } from './finding.ts';

/** 18: each refund was recorded once, and the sums that the invoice goes by are those of its refunds that stand. */
export function auditRefunds({ refundSums }: InvoiceRecord, refunds: readonly Refund[], check: Check): void {
  const places = refunds.map(({ nth }) => nth).sort((a, b) => a - b);
  check(
    places.every((nth, index) => nth === index + 1),
    18,
    'a refund was recorded twice, or is missing',
  );
  const standing = refunds.filter(({ reinstated }) => reinstated === undefined);
  const voids = standing.filter(({ all }) => all === true);
  const withGoods = standing.filter(({ all, lines }) => all === true || lines.length > 0);
  const valueOf = (of: readonly Refund[]) => Number(of.reduce((sum, { value }) => sum + BigInt(value), 0n));
  const named = standing.reduce((sum, { lines }) => sum + lines.length, 0);
  const sums = [refunds.length, standing.length, valueOf(standing), valueOf(withGoods), voids.length, named];
  const {
    count = 0,
    standing: stand = 0,
    value = 0,
    forGoods = 0,
    voids: voided = 0,
    named: names = 0,
    lines = [],
  } = {
    ...refundSums,
  };
  const kept = [count, stand, value, forGoods, voided, names];
  check(kept.join() === sums.join(), 18, `it says ${kept.join(', ')} of its refunds, which are ${sums.join(', ')}`);
  const pieces = (of: Parameters<typeof piecesBack>[0]) => Array.from(piecesBack(of), ([id, back]) => `${id} ${back}`);
  check(pieces([{ lines }]).sort().join() === pieces(standing).sort().join(), 18, 'it says what did not come back');
}
