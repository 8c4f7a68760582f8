import type { RowProblem } from '@pointbook/core/jobs';
import { Card, Columns, Table } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { columnLabel } from './told-header.ts';
import { words } from './words.ts';

interface RowProblemsProps {
  readonly c: Page;
  readonly title: string;
  readonly problems: readonly RowProblem[];
  /** How many there are, where that is counted; the first ones are listed. */
  readonly all?: number;
}

/** What is wrong with rows, by their lines, and how each is mended. */
export function RowProblems({ c, title, problems, all }: RowProblemsProps) {
  const t = words(c);
  const { number } = c.var.formats;
  return (
    <Card title={title}>
      {all !== undefined && problems.length < all && <p class="hint">{t.first(number(problems.length))}</p>}
      <Table caption={title}>
        <Columns
          of={[
            { label: t.line, class: 'end' },
            { label: t.column },
            { label: t.what },
            { label: t.fix, class: 'wide' },
          ]}
        />
        <tbody>
          {problems.map(({ line, column, problem, fix }) => (
            <tr>
              <td class="end">{number(line)}</td>
              <td>{column !== null && columnLabel(c, column)}</td>
              <td>
                {problem}
                <div class="note narrow-only">{fix}</div>
              </td>
              <td class="wide">{fix}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
