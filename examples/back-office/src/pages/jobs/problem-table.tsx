import type { JobProblem } from '@pointbook/core/jobs';
import type { Office } from '../../office.ts';
import { customerAddress } from '../../ui/addresses.ts';
import { Columns, Table } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { toldProblem } from './told-job.ts';
import { words } from './words.ts';

interface ProblemTableProps {
  readonly c: Page;
  readonly office: Office;
  readonly problems: readonly Omit<JobProblem, 'jobId'>[];
}

/** Who was left out, and why. Rows of a file that name nobody say their line. */
export function ProblemTable({ c, office, problems }: ProblemTableProps) {
  const t = words(c);
  return (
    <Table caption={t.problems}>
      <Columns of={[{ label: t.customer }, { label: t.why }]} />
      <tbody>
        {problems.map((problem) => {
          const { memberId } = problem;
          const [, line] = /^Line (\d+)/.exec(problem.message) ?? [];
          return (
            <tr>
              <td>
                {memberId === null ? (
                  line !== undefined && t.line(c.var.formats.number(Number(line)))
                ) : (
                  <a href={customerAddress(memberId)}>{office.directory.get(memberId)?.name ?? memberId}</a>
                )}
              </td>
              <td>{toldProblem(c, problem)}</td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
