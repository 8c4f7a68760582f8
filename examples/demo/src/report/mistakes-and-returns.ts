import { type Mistakes, paidInMoney } from '../steps/take-back-mistakes.ts';
import { answers } from './answers.ts';
import { count, pounds } from './figures.ts';
import { madeUpOf } from './made-up-of.ts';
import { section } from './section.ts';
import { wrap } from './text.ts';

/** How goods come back, and how what was done by mistake is taken back. */
export function mistakesAndReturns(
  { saved, mistyped, undone, spent, paid, refunded, voided, reinstated }: Mistakes,
  width: number,
): readonly string[] {
  const { total } = saved.explanation;
  const { value, money, due, clawedBack, pointsReturned } = refunded;
  const calls = answers(
    [
      ['saveInvoice', total === undefined ? '' : madeUpOf(total)],
      ['redeemPoints', `${count(mistyped.points)} points pay ${pounds(mistyped.value)} of it, by mistake.`],
      ['undoRedemption', `${count(undone.points)} points come back; their worth is owed again.`],
      ['redeemPoints', `${count(spent.points)} points pay ${pounds(spent.value)} of it.`],
      ['recordPayment', `${pounds(paidInMoney)} pay the rest, and earn ${count(paid.earned)} points.`],
      [
        'refundInvoice',
        `Line 1 comes back, worth ${pounds(value)}: ${pounds(money)} of it was paid in money, of which ${pounds(due ?? 0)} are due back. ` +
          `${count(pointsReturned)} points that paid come back, and ${count(clawedBack)} that were earned are taken.`,
      ],
      ['voidInvoice', `Sale ${voided.invoiceId} is voided by mistake, which takes ${count(voided.clawedBack)} points.`],
      ['reinstateInvoice', `It stands again, and earns ${count(reinstated.earned)} points.`],
    ],
    width,
  );
  const caption = `Member ${spent.memberId} buys for ${pounds(total?.kept ?? 0)}, where points come with full payment.`;
  return section('Mistakes and returns', [...wrap(caption, width), ...calls]);
}
