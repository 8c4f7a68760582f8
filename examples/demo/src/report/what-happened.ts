import { type ShopDay, totalOf } from '../file/shop-day.ts';
import { inLondon } from '../london.ts';
import { agreedBalance } from '../steps/correct-balances.ts';
import { paymentPlan, type PaymentPlan } from '../steps/payments.ts';
import { savedWithoutCustomer } from '../steps/save-the-day.ts';
import { type Story, times } from '../story.ts';
import { count, date, pounds } from './figures.ts';
import { section } from './section.ts';
import { table } from './table.ts';

/** The story, date by date. */
export function whatHappened(
  day: ShopDay,
  { corrections, spending, withACode, manyAtOnce }: Story,
  width: number,
): readonly string[] {
  const takings = day.sales.reduce((sum, sale) => sum + totalOf(sale), 0);
  const paid = (plan: PaymentPlan) => day.sales.filter((sale, position) => paymentPlan(sale, position) === plan).length;
  const [added, set] = corrections;
  const [hamper, voucher] = spending;
  const { request } = withACode;
  const happenings = [
    [
      times.closing,
      `${count(day.customers.length)} customers enrol, and ${count(day.sales.length)} sales come to ${pounds(takings)}. ` +
        `${paid('at once')} are paid at once, ${paid('in halves')} by half, ${paid('never')} not at all; ${paid('free')} is free.`,
    ],
    [times.closing, `${day.cancellations.length} cancellations come in; what becomes of them stands below.`],
    [
      times.claim,
      `Sale ${savedWithoutCustomer} was saved without its customer, on purpose; member 14729 brings the receipt and claims it.`,
    ],
    [
      times.corrections,
      `Member ${added.memberId} gets ${count(added.delta)} points for a late parcel; the balance of ${set.memberId} is set to ${count(agreedBalance)}.`,
    ],
    [
      times.spending,
      `Member ${hamper.memberId} sets ${count(hamper.points)} points aside for a hamper and takes it; ` +
        `${voucher.memberId} spends ${count(voucher.points)} points, worth ${pounds(voucher.value)}, in one step.`,
    ],
    [
      times.code,
      `Member ${request.memberId} asks for ${count(request.points)} points, worth ${pounds(request.value)}. So many need a code; how that goes stands below.`,
    ],
    [times.mistakes, 'Goods come back, and two mistakes are taken back; how that goes stands below.'],
    [
      times.secondPayments,
      `The second half of ${paid('in halves')} sales is paid; the points come now where they wait for full payment.`,
    ],
    [
      times.manyAtOnce,
      `${manyAtOnce.imported.accepted} members get points for late parcels, out of a file; a gift to ${manyAtOnce.gift.accepted} is a mistake, and is taken back.`,
    ],
    [times.sweep, 'What was earned on that day has expired; a sweep writes it down.'],
  ] as const;
  const lines = table(
    [
      { title: '', kind: 'figure', cells: happenings.map(([time]) => date(inLondon(time))) },
      { title: '', kind: 'text', cells: happenings.map(([, text]) => text) },
    ],
    width,
  );
  return section('What happens', lines);
}
