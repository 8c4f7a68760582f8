import type { LiabilityRow } from '@pointbook/core/reports';
import { ok, type ResultAsync, safeTry } from 'neverthrow';
import type { Failure } from '../failure.ts';
import type { Ledgers } from '../ledgers.ts';
import type { ManyAtOnce } from '../steps/many-at-once.ts';
import { answers } from './answers.ts';
import { count, pounds } from './figures.ts';
import { section } from './section.ts';
import { wrap } from './text.ts';

/** What a file and a gift to many came to, and what outstanding points are worth in the end. */
export function manyAtOnce(
  { onSave }: Ledgers,
  { preview, imported, rejected, gift, undone }: ManyAtOnce,
  width: number,
): ResultAsync<readonly string[], Failure> {
  return safeTry(async function* () {
    const liability: LiabilityRow[] = [];
    for await (const row of onSave.reports.liability()) liability.push(yield* row);

    const problems = preview.problems.map(({ line, column, problem }) => `Line ${line}: ${column ?? 'it'} ${problem}.`);
    const leftOut = rejected.map(({ line, phone, fix }) => `Line ${line}, ${phone}: ${fix}`);
    const worth = liability.map(
      ({ ends, points, value }) => `${count(points)} points until ${ends} are worth ${pounds(value ?? 0)}`,
    );
    const lines = answers(
      [
        ['previewImport', `${preview.accepted} of ${preview.records} rows are good. ${problems.join(' ')}`],
        ['startImport', `${imported.state}: ${imported.accepted} members get ${count(imported.given)} points.`],
        ['rejectedRows', leftOut.join(' ')],
        ['startBulk', `${gift.state}: ${gift.accepted} members get ${count(gift.given)} points.`],
        ['undoJob', `${undone.state}: ${undone.accepted} entries, ${count(undone.taken)} points are taken back.`],
        ['reportLiability', `In the end, ${worth.join('; ')}.`],
      ],
      width,
    );
    const caption =
      'Points for late parcels come as CSV, on save. A gift for those with 1,000 points or more goes to those with 1,000 or fewer.';
    return ok(section('Many members at once', [...wrap(caption, width), ...lines]));
  });
}
