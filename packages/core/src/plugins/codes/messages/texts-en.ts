import type { TextsOf } from './message-text.ts';
import { sentence } from './sentence.ts';

/** What messages say in English. */
export const englishTexts: TextsOf = {
  'redemption-code': ({ code, points, merchant, sale, reward, minutes }, number) => {
    const what = `${points === 1 ? '1 point' : `${number(points)} points`} at ${merchant}`;
    const where = `${reward === null ? '' : ` for ${reward}`}${sale === null ? '' : ` (sale ${sale})`}`;
    return {
      // The code is not in the subject, which lists and lock screens show.
      subject: `Your code at ${merchant}`,
      text: `${sentence(`${code} is your code to spend ${what}${where}`)} It is good for ${minutes === 1 ? '1 minute' : `${minutes} minutes`}. Tell it to nobody but the cashier in front of you; if you are not at the shop, ignore this message.`,
    };
  },
  'points-earned': ({ merchant, points, balance, sale }, number) => ({
    subject: `You earned ${pointsOf(points, number)} at ${merchant}`,
    text: `${sentence(`You earned ${pointsOf(points, number)} at ${merchant}${sale === null ? '' : ` (sale ${sale})`}`)} Your balance is ${pointsOf(balance, number)}.`,
  }),
  'points-adjusted': ({ merchant, points, balance, comment }, number) => ({
    subject: `Your points at ${merchant}`,
    text: `${sentence(`${merchant} ${points < 0 ? 'took' : 'gave you'} ${pointsOf(Math.abs(points), number)}${points < 0 ? ' from your balance' : ''}${comment === null ? '' : `: ${comment}`}`)} Your balance is ${pointsOf(balance, number)}.`,
  }),
  'points-expiring': ({ merchant, points, lastDay }, number) => ({
    subject: `Your points at ${merchant} end soon`,
    text: `${pointsOf(points, number)} of yours at ${merchant} can be spent until ${dayOf(lastDay)}.`,
  }),
};

function pointsOf(points: number, number: (figure: number) => string): string {
  return `${number(points)} ${points === 1 ? 'point' : 'points'}`;
}

function dayOf(date: string): string {
  return new Date(`${date}T00:00:00Z`).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
}
