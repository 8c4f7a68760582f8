import type { Verification } from '@pointbook/core/verify';
import { ResultAsync } from 'neverthrow';
import type { Failure } from '../failure.ts';
import type { ShopDay } from '../file/shop-day.ts';
import type { Ledgers } from '../ledgers.ts';
import type { Story } from '../story.ts';
import { cancellations } from './cancellations.ts';
import { checked } from './checked.ts';
import { explanation } from './explanation.ts';
import { manyAtOnce } from './many-at-once.ts';
import { mistakesAndReturns } from './mistakes-and-returns.ts';
import { movements } from './movements.ts';
import { heading } from './section.ts';
import { spendingWithACode } from './spending-with-a-code.ts';
import { statement } from './statement.ts';
import { wrap } from './text.ts';
import { topMembers } from './top-members.ts';
import { whatHappened } from './what-happened.ts';

/** What the report is about. */
export interface Told {
  readonly day: ShopDay;
  readonly story: Story;
  readonly entriesBefore: number;
  readonly verification: Verification;
}

/** Reads the ledger and writes the report, for a page so many characters wide. */
export function report(ledgers: Ledgers, told: Told, pageWidth: number): ResultAsync<readonly string[], Failure> {
  const width = pageWidth - 2;
  return ResultAsync.combine([
    manyAtOnce(ledgers, told.story.manyAtOnce, width),
    movements(ledgers, width),
    topMembers(ledgers, told.day, width),
    statement(ledgers, '12583', width),
    explanation(ledgers, '536370', width),
  ]).map(([many, points, top, lines, why]) => [
    ...opening(told.day, pageWidth),
    ...whatHappened(told.day, told.story, width),
    ...cancellations(told.story.cancellations, width),
    ...spendingWithACode(told.story.withACode, width),
    ...mistakesAndReturns(told.story.mistakes, width),
    ...many,
    ...points,
    ...top,
    ...lines,
    ...why,
    ...checked(told.entriesBefore, told.verification, width),
  ]);
}

function opening({ lines, sales, cancellations: cancelled }: ShopDay, pageWidth: number): readonly string[] {
  const about =
    `One day of a real shop, 1 December 2010: ${lines} lines of ${sales.length} sales and ${cancelled.length} cancellations. ` +
    'How they are paid, and what happens later, is made up. Two programs keep their points in one SQLite file: ' +
    'in one, points come when a sale is saved; in the other, when it is paid in full.';
  return [heading('Pointbook demo'), ...wrap(about, pageWidth)];
}
