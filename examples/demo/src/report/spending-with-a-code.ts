import { maxWithoutCode } from '../programs.ts';
import type { CodeTry, SpendingWithACode } from '../steps/spend-with-a-code.ts';
import { answers } from './answers.ts';
import { count, date, pounds, time } from './figures.ts';
import { section } from './section.ts';
import { wrap } from './text.ts';

/** What was answered on the way to a redemption with a code, and the message that the customer read. */
export function spendingWithACode(spending: SpendingWithACode, width: number): readonly string[] {
  const { refusal, message, tries } = spending;
  const calls = answers(
    [
      ['redeemPoints', `${refusal.kind}: ${count(refusal.points)} points need the customer's code.`],
      ['requestRedemption', requested(spending)],
    ],
    width,
  );
  const entered = answers(
    tries.map((each) => ['confirmRedemption', tried(each)]),
    width,
  );
  const caption = `More than ${count(maxWithoutCode)} points are spent with a code that the customer is sent.`;
  const story = message === null ? [] : ['', ...message.split('\n'), '', ...entered];
  return section('Spending with a code', [
    ...wrap(caption, width),
    ...calls,
    ...story,
    ...wrap(ending(spending), width),
  ]);
}

function requested({ request }: SpendingWithACode): string {
  const { points, channel, destination, expiresAt, sent } = request;
  // The end of a number stays on its line.
  const address = destination?.replace(' ', '\u00a0');
  return sent === null
    ? `the same challenge as the first time, for ${count(points)} points; nothing is sent.`
    : `${count(points)} points are set aside; a code, good until ${time(expiresAt)}, goes by ${channel} to ${address}.`;
}

function tried({ code, outcome }: CodeTry): string {
  return 'kind' in outcome
    ? `${code}, ${outcome.kind}: ${outcome.message}`
    : `${code}, ${outcome.state}: ${count(outcome.points)} points, worth ${pounds(outcome.value)}, with entry ${outcome.sequence}.`;
}

function ending({ message, spentBefore }: SpendingWithACode): string {
  if (message !== null) return 'The right code again gets the same receipt: the points are spent once.';
  if (spentBefore === null) return 'No code was entered then: the points were free again when their time was over.';
  const { sequence, postedAt, delta } = spentBefore;
  const spent = `The redemption was made before: entry ${sequence} of ${date(postedAt)} spent ${count(-delta)} points.`;
  return `${spent} Its code is kept nowhere, so this run has none to enter.`;
}
