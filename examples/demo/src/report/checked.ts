import type { Verification } from '@pointbook/core/verify';
import { count } from './figures.ts';
import { paint, section } from './section.ts';
import { table } from './table.ts';
import { wrap } from './text.ts';

/** What checking the whole ledger found, and what this run wrote. */
export function checked(entriesBefore: number, verification: Verification, width: number): readonly string[] {
  const { entries } = verification;
  const posted = entries - entriesBefore;
  const figures = table(
    [
      { title: '', kind: 'label', cells: ['Entries before this run', 'Entries after it', 'Posted by this run'] },
      { title: '', kind: 'figure', cells: [entriesBefore, entries, posted].map(count) },
    ],
    width,
  );
  return section('Closed, opened again, verified', [
    ...verdict(verification, width),
    ...figures,
    ...wrap(posted === 0 ? replayed : advice, width),
  ]);
}

const advice = 'Run the demo again: the commands are sent a second time, and nothing is posted twice.';
const replayed =
  'Every command but the code was sent again and answered as it was the first time. Nothing is posted twice.';

function verdict({ members, entries, findings }: Verification, width: number): readonly string[] {
  const [finding] = findings;
  const text = finding
    ? `${count(findings.length)} findings. The first, of member ${finding.memberId}: ${finding.problem}`
    : `No findings: ${count(entries)} entries add up to the balances of ${count(members)} accounts, and a used code stands behind each redemption that needed one.`;
  return wrap(text, width).map((line) => paint(finding ? 'red' : 'green', line));
}
