import { Columns, Table } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import type { Change } from './changes.ts';
import type { Statement } from './tell-program.ts';
import { words } from './words.ts';

/** What rules say, each under its name. */
export function Told({ statements }: { statements: readonly Statement[] }) {
  return (
    <dl class="told-rules">
      {statements.map(({ name, text }) => (
        <div>
          <dt>
            <bdi>{name}</bdi>
          </dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What differs between two rules, side by side. */
export function ChangesTable({ c, changes, caption }: { c: Page; changes: readonly Change[]; caption: string }) {
  const t = words(c);
  return (
    <Table caption={caption}>
      <Columns
        of={[
          { label: t.before, class: 'half' },
          { label: t.after, class: 'half' },
        ]}
      />
      <tbody>
        {changes.map(({ before, after }) => (
          <tr>
            <Side c={c} statement={before} />
            <Side c={c} statement={after} />
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Side({ c, statement }: { c: Page; statement: Statement | null }) {
  if (statement === null) return <td class="note">{words(c).notThere}</td>;
  return (
    <td>
      <strong>
        <bdi>{statement.name}</bdi>
      </strong>
      <div>{statement.text}</div>
    </td>
  );
}
